import type { Elements, View } from "@zarrkit/plugin-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copy } from "../../src/shape/copy.js";

type Make = (length: number) => Elements;

const containers: Readonly<Record<string, Make>> = {
  Int8Array: (length) => new Int8Array(length),
  Uint16Array: (length) => new Uint16Array(length),
  Int32Array: (length) => new Int32Array(length),
  Float32Array: (length) => new Float32Array(length),
  Float64Array: (length) => new Float64Array(length),
  BigUint64Array: (length) => new BigUint64Array(length),
  // A container that begins inside a larger buffer, as views of chunks do.
  "Uint16Array at an offset": (length) => new Uint16Array(new ArrayBuffer(2 * length + 6), 6, length),
  "a plain array": (length) => new Array<unknown>(length).fill(undefined),
};

/** Where each entry of each element lies, in C order of the shape. */
function entries({ shape, strides, offset, lanes = 1 }: View): number[] {
  let at = [offset];
  for (const [axis, length] of shape.entries()) {
    at = at.flatMap((base) => Array.from({ length }, (_, i) => base + i * strides[axis]!));
  }
  return at.flatMap((base) => Array.from({ length: lanes }, (_, lane) => base + lane));
}

interface Arrangement {
  readonly order: readonly number[];
  readonly steps: readonly number[];
  readonly margin: number;
}

/** A view of that shape: axes in any order in memory, gaps between elements, any of them running backwards. */
function arrange(shape: readonly number[], lanes: number, make: Make, { order, steps, margin }: Arrangement): View {
  const strides = new Array<number>(shape.length).fill(0);
  let extent = lanes;
  let offset = margin;
  for (const axis of order) {
    const step = steps[axis]!;
    strides[axis] = extent * step;
    if (step < 0) offset += Math.max(0, shape[axis]! - 1) * extent * -step;
    extent *= Math.max(1, shape[axis]!) * Math.abs(step);
  }
  return { data: make(extent + 2 * margin), offset, shape, strides, lanes };
}

const arrangement = (rank: number): fc.Arbitrary<Arrangement> =>
  fc.record({
    order: fc.shuffledSubarray(
      Array.from({ length: rank }, (_, axis) => axis),
      { minLength: rank },
    ),
    steps: fc.array(fc.constantFrom(1, 1, 1, -1, 2, -3), { minLength: rank, maxLength: rank }),
    margin: fc.integer({ min: 0, max: 3 }),
  });

const scene = fc
  .tuple(
    fc.array(fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom(0, 1, 40)), {
      maxLength: 4,
    }),
    fc.constantFrom(1, 1, 2, 3),
    fc.constantFrom(...Object.keys(containers)),
  )
  .chain(([shape, lanes, container]) =>
    fc.tuple(fc.constant({ shape, lanes, container }), arrangement(shape.length), arrangement(shape.length)),
  );

/** Values that no two entries share; in typed arrays their bytes, so that NaN payloads are among them. */
function fillWithDistinct(data: Elements): void {
  if (ArrayBuffer.isView(data)) {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 167 + 13 + (i >> 8)) & 0xff;
  } else for (let i = 0; i < data.length; i++) data[i] = { entry: i };
}

/** Entries as what they are in memory: bytes, which tell one NaN from another, or the very objects. */
function raw(data: Elements): unknown[] {
  if (!ArrayBuffer.isView(data)) return Array.from(data);
  const size = data.byteLength / data.length;
  return Array.from({ length: data.length }, (_, i) =>
    Array.from(new Uint8Array(data.buffer, data.byteOffset + i * size, size)).join(),
  );
}

describe("copy", () => {
  it("puts every element where a loop over all indices would, and touches nothing else", () => {
    fc.assert(
      fc.property(scene, ([{ shape, lanes, container }, from, to]) => {
        const source = arrange(shape, lanes, containers[container]!, from);
        const destination = arrange(shape, lanes, containers[container]!, to);
        fillWithDistinct(source.data);
        const expected = raw(destination.data);
        const values = raw(source.data);
        const sources = entries(source);
        entries(destination).forEach((at, i) => (expected[at] = values[sources[i]!]));

        copy(source, destination);
        expect(raw(destination.data)).toEqual(expected);
        expect(raw(source.data)).toEqual(values);
      }),
      { numRuns: 600 },
    );
  });

  it("repeats a source whose strides are 0", () => {
    const destination: View = { data: new Int16Array(12), offset: 0, shape: [3, 4], strides: [1, 3] };
    copy({ data: Int16Array.of(7, 8), offset: 1, shape: [3, 4], strides: [0, 0] }, destination);
    expect([...(destination.data as Int16Array)]).toEqual(new Array(12).fill(8));
  });

  it("keeps the payload of every NaN, also where elements lie apart", () => {
    const bits = Uint32Array.of(0x7fc00001, 0x7f800001, 0xffc12345, 0x7fc00000);
    const source = new Float32Array(bits.buffer);
    const destination = new Float32Array(8);
    copy(
      { data: source, offset: 3, shape: [4], strides: [-1] },
      { data: destination, offset: 0, shape: [4], strides: [2] },
    );
    const written = new Uint32Array(destination.buffer);
    expect([written[0], written[2], written[4], written[6]]).toEqual([...bits].reverse());
  });

  it("copies between shared and unshared memory", () => {
    const source = new Float64Array(new SharedArrayBuffer(80)).map((_, i) => i);
    const destination = new Float64Array(10);
    copy(
      { data: source, offset: 0, shape: [10], strides: [1] },
      { data: destination, offset: 0, shape: [10], strides: [1] },
    );
    expect([...destination]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
