import type { DataType, Elements, View } from "@zarrkit/plugin-api";
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

export function isTyped(data: Elements): data is Elements & Uint8Array {
  return ArrayBuffer.isView(data);
}

export function rawBytes(view: ArrayBufferView): Uint8Array {
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
