import type { DataType, Elements, View } from "@zarrkit/plugin-api";
import { fail, same } from "../expect.js";
import { cOrder, copyElements, isTyped, positionsOf, rawBytes } from "./view.js";

/** A view with memory around and between its elements that nobody may touch. */
export interface Guarded {
  readonly name: string;
  readonly view: View;
  /** Fails if an entry outside the view has changed. */
  check(what: string): void;
}

const arrangements: readonly [name: string, steps: (axis: number) => number, reversed: boolean][] = [
  ["in C order behind an offset", () => 1, false],
  ["in Fortran order", () => 1, true],
  ["with gaps", (axis) => 2 + (axis % 2), false],
  ["running backwards", () => -1, false],
  ["backwards, permuted and with gaps", (axis) => (axis % 2 === 0 ? -2 : 3), true],
];

/** Views of that shape in every arrangement that strides can express. */
export function guardedViews(dataType: DataType, shape: readonly number[]): Guarded[] {
  return arrangements.map(([name, step, reversed]) => guardedView(name, dataType, shape, step, reversed));
}

function guardedView(
  name: string,
  dataType: DataType,
  shape: readonly number[],
  step: (axis: number) => number,
  reversed: boolean,
): Guarded {
  const lanes = dataType.lanes ?? 1;
  const axes = shape.map((_, axis) => axis);
  if (!reversed) axes.reverse();
  const strides: number[] = [];
  let extent = 1;
  let offset = 3;
  for (const axis of axes) {
    const length = shape[axis] ?? 0;
    const stride = extent * step(axis);
    strides[axis] = stride * lanes;
    if (stride < 0) offset += Math.max(0, length - 1) * -stride;
    extent *= length * Math.abs(step(axis));
  }
  const data = dataType.allocate(extent + 6);
  mark(data);
  const view: View = { data, offset: offset * lanes, shape, strides, lanes };
  const before = Array.from(data);
  const inside = new Set(positionsOf(view).flatMap((base) => Array.from({ length: lanes }, (_, lane) => base + lane)));
  return {
    name,
    view,
    check(what) {
      for (let i = 0; i < data.length; i++) {
        if (!inside.has(i) && !same(data[i], before[i]))
          fail(`${what}: entry ${i} lies outside the view and was written`);
      }
    },
  };
}

/** Fills a container with what no sample holds by chance. */
function mark(data: Elements): void {
  if (isTyped(data)) rawBytes(data).fill(0xa5);
  else for (let i = 0; i < data.length; i++) data[i] = "guard";
}

/** The same elements in every arrangement of memory, to encode from. */
export function sourceViews(decoded: Elements, dataType: DataType, shape: readonly number[]): Guarded[] {
  const plain = cOrder(decoded, shape, dataType.lanes);
  return guardedViews(dataType, shape).map((guarded) => {
    copyElements(plain, guarded.view);
    return guarded;
  });
}
