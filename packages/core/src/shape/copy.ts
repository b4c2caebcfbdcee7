import type { Elements, View } from "@zarrkit/plugin-api";

/**
 * Strided copies between views of equal shape that do not overlap. Axes that are contiguous on both sides are merged, the
 * axis that is contiguous in the destination runs innermost, and rows are copied whole where that is faster. `pick` chooses
 * another loop than the one that copies elements as they are.
 */
export function copy(source: View, destination: View, pick: Pick = elements): void {
  const loops = plan(source, destination);
  if (loops === undefined) return;
  const { lengths, sourceStrides, destinationStrides } = loops;
  const inner = lengths.length - 1;
  const length = lengths[inner]!;
  const sourceStep = sourceStrides[inner]!;
  const destinationStep = destinationStrides[inner]!;

  const bytesPerEntry = (source.data as Partial<Int8Array>).BYTES_PER_ELEMENT;
  const sameWidth =
    bytesPerEntry !== undefined && bytesPerEntry === (destination.data as Partial<Int8Array>).BYTES_PER_ELEMENT;
  const whole =
    pick === elements &&
    sameWidth &&
    sourceStep === 1 &&
    destinationStep === 1 &&
    length * Math.max(4, bytesPerEntry) >= rowBytes;
  const [from, to, row] = whole ? rows(source.data, destination.data) : pick(source.data, destination.data, sameWidth);

  // An odometer over the outer axes; `row` runs the innermost one.
  const index = new Array<number>(inner).fill(0);
  let sourceAt = source.offset;
  let destinationAt = destination.offset;
  for (;;) {
    row(from, sourceAt, sourceStep, to, destinationAt, destinationStep, length);
    let axis = inner - 1;
    for (; axis >= 0; axis--) {
      sourceAt += sourceStrides[axis]!;
      destinationAt += destinationStrides[axis]!;
      if (++index[axis]! < lengths[axis]!) break;
      sourceAt -= sourceStrides[axis]! * lengths[axis]!;
      destinationAt -= destinationStrides[axis]! * lengths[axis]!;
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

/**
 * From this many bytes a row is copied faster by `TypedArray.set` than by a loop; narrow elements take a loop as long as those of
 * four bytes (measured; decisions/0003).
 */
const rowBytes = 128;

export type Row<D> = (
  from: D,
  fromAt: number,
  fromStep: number,
  to: D,
  toAt: number,
  toStep: number,
  length: number,
) => void;

/** The loop that runs over the innermost axis, and the containers that it reads and writes. */
type Pick = (source: Elements, destination: Elements, sameWidth: boolean) => [never, never, Row<never>];

interface Loops {
  lengths: number[];
  sourceStrides: number[];
  destinationStrides: number[];
}

/** The loops to run, outermost first; `undefined` when there is nothing to copy. */
function plan(source: View, destination: View): Loops | undefined {
  const axes: [length: number, from: number, to: number][] = [];
  for (let axis = 0; axis < source.shape.length; axis++) {
    const length = source.shape[axis]!;
    if (length === 0) return undefined;
    if (length > 1) axes.push([length, source.strides[axis]!, destination.strides[axis]!]);
  }
  const lanes = source.lanes ?? 1;
  axes.sort((a, b) => Math.abs(b[2]) - Math.abs(a[2]));
  if (lanes > 1) axes.push([lanes, 1, 1]);
  const merged: typeof axes = [];
  for (const axis of axes) {
    const outer = merged.at(-1);
    if (outer && outer[1] === axis[0] * axis[1] && outer[2] === axis[0] * axis[2]) {
      merged[merged.length - 1] = [outer[0] * axis[0], axis[1], axis[2]];
    } else {
      merged.push(axis);
    }
  }
  if (merged.length === 0) merged.push([1, 1, 1]);
  return {
    lengths: merged.map((axis) => axis[0]),
    sourceStrides: merged.map((axis) => axis[1]),
    destinationStrides: merged.map((axis) => axis[2]),
  };
}

function rows(source: Elements, destination: Elements): [never, never, Row<never>] {
  return [source as never, destination as never, copyRow as Row<never>];
}

/** The loop for one element width, over unsigned integers of that width whatever the type: NaN payloads survive. */
function elements(source: Elements, destination: Elements, sameWidth: boolean): [never, never, Row<never>] {
  if (!sameWidth) return [source as never, destination as never, copyAny as Row<never>];
  const width = (source as unknown as Int8Array).BYTES_PER_ELEMENT;
  const [Container, row] =
    width === 1
      ? [Uint8Array, copy8]
      : width === 2
        ? [Uint16Array, copy16]
        : width === 4
          ? [Uint32Array, copy32]
          : [Uint32Array, copy64];
  return [over(source, Container) as never, over(destination, Container) as never, row as Row<never>];
}

function over(data: Elements, Container: typeof Uint8Array | typeof Uint16Array | typeof Uint32Array) {
  const { buffer, byteOffset, byteLength } = data as unknown as Uint8Array<ArrayBuffer>;
  return new Container(buffer, byteOffset, byteLength / Container.BYTES_PER_ELEMENT);
}

const copyRow: Row<Uint8Array> = (from, fromAt, _fromStep, to, toAt, _toStep, length) => {
  to.set(from.subarray(fromAt, fromAt + length), toAt);
};

// One function per width on purpose: each stays monomorphic, which is several times faster than one that sees all.
const copy8: Row<Uint8Array> = (from, fromAt, fromStep, to, toAt, toStep, length) => {
  for (let i = 0; i < length; i++) to[toAt + i * toStep] = from[fromAt + i * fromStep]!;
};
const copy16: Row<Uint16Array> = (from, fromAt, fromStep, to, toAt, toStep, length) => {
  for (let i = 0; i < length; i++) to[toAt + i * toStep] = from[fromAt + i * fromStep]!;
};
const copy32: Row<Uint32Array> = (from, fromAt, fromStep, to, toAt, toStep, length) => {
  for (let i = 0; i < length; i++) to[toAt + i * toStep] = from[fromAt + i * fromStep]!;
};
const copy64: Row<Uint32Array> = (from, fromAt, fromStep, to, toAt, toStep, length) => {
  for (let i = 0; i < length; i++) {
    const source = 2 * (fromAt + i * fromStep);
    const destination = 2 * (toAt + i * toStep);
    to[destination] = from[source]!;
    to[destination + 1] = from[source + 1]!;
  }
};
const copyAny: Row<Elements> = (from, fromAt, fromStep, to, toAt, toStep, length) => {
  for (let i = 0; i < length; i++) to[toAt + i * toStep] = from[fromAt + i * fromStep];
};
