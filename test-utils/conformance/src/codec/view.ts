import type { DataType, Elements, Region, View } from "@zarrkit/plugin-api";
import { expectBytes, expectEqual, fail, same } from "../expect.js";

/** How many elements an array of that shape has. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** A view in C order from the start of `data`. */
export function cOrder<D extends Elements>(data: D, shape: readonly number[], lanes = 1): View<D> {
  const strides: number[] = [];
  let stride = lanes;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 0;
  }
  return { data, offset: 0, shape, strides, lanes };
}

/** Where each element of a view begins in `data`, in C order of its indices. */
export function positionsOf(view: Pick<View, "offset" | "shape" | "strides">): number[] {
  let positions = [view.offset];
  view.shape.forEach((length, axis) => {
    const stride = view.strides[axis] ?? 0;
    positions = positions.flatMap((base) => Array.from({ length }, (_, i) => base + i * stride));
  });
  return positions;
}

/** The view of a region of another view. */
export function regionOf<D extends Elements>(view: View<D>, region: Region): View<D> {
  const offset = region.start.reduce((sum, start, axis) => sum + start * (view.strides[axis] ?? 0), view.offset);
  const strides = view.strides.map((stride, axis) => stride * (region.step?.[axis] ?? 1));
  return { ...view, offset, shape: region.shape, strides };
}

/** The elements of a view in C order, in a container of the data type. */
export function gather(view: View, dataType: DataType): Elements {
  const target = dataType.allocate(countOf(view.shape));
  copyElements(view, cOrder(target, view.shape, dataType.lanes));
  return target;
}

/** Copies typed arrays byte by byte: an engine may change the payload of a NaN that passes through a number. */
export function copyElements(source: View, destination: View): void {
  const lanes = source.lanes ?? 1;
  const copyEntry = entryCopier(source.data, destination.data);
  const to = positionsOf(destination);
  positionsOf(source).forEach((from, i) => {
    for (let lane = 0; lane < lanes; lane++) copyEntry(from + lane, (to[i] ?? 0) + lane);
  });
}

function entryCopier(from: Elements, to: Elements): (source: number, target: number) => void {
  if (!isTyped(from) || !isTyped(to) || from.constructor !== to.constructor) {
    return (source, target) => {
      to[target] = from[source];
    };
  }
  const size = from.BYTES_PER_ELEMENT;
  const [read, written] = [rawBytes(from), rawBytes(to)];
  return (source, target) => written.set(read.subarray(source * size, (source + 1) * size), target * size);
}

function isTyped(data: Elements): data is Elements & Uint8Array {
  return ArrayBuffer.isView(data);
}

function rawBytes(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** Equal elements; of typed arrays equal bytes, so that the payload of a NaN and the sign of a zero count. */
export function expectElements(actual: Elements, expected: Elements, what: string): void {
  expectEqual(actual.length, expected.length, `${what}: entries`);
  if (actual.constructor !== expected.constructor) {
    fail(`${what}: expected a ${expected.constructor.name}, got a ${actual.constructor.name}`);
  }
  for (let i = 0; i < expected.length; i++) {
    if (!same(actual[i], expected[i])) expectEqual(actual[i], expected[i], `${what}: entry ${i}`);
  }
  if (isTyped(actual) && isTyped(expected)) {
    expectBytes(rawBytes(actual), rawBytes(expected), `${what}: the bytes of the elements`);
  }
}

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

/** Regions that tell a right partial read from a wrong one. */
export function regionsOf(shape: readonly number[]): readonly Region[] {
  const whole: Region = { start: shape.map(() => 0), shape };
  if (shape.length === 0 || countOf(shape) === 0) return [whole];
  const ones = shape.map(() => 1);
  const half = shape.map((length) => Math.ceil(length / 2));
  return [
    whole,
    { start: shape.map(() => 0), shape: ones },
    { start: shape.map((length) => length - 1), shape: ones },
    {
      start: shape.map((length) => Math.floor(length / 2)),
      shape: shape.map((length) => length - Math.floor(length / 2)),
    },
    { start: shape.map(() => 0), shape: half, step: shape.map(() => 2) },
    {
      start: shape.map((length) => (length > 1 ? 1 : 0)),
      shape: shape.map((length) => Math.max(1, Math.floor((length - 1) / 2))),
      step: shape.map((length) => (length > 2 ? 2 : 1)),
    },
    ...shape.map((_, axis) => ({
      start: shape.map((length, other) => (other === axis ? Math.floor(length / 3) : 0)),
      shape: shape.map((length, other) => (other === axis ? 1 : length)),
    })),
  ];
}
