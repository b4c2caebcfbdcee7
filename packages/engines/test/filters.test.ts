import { afterEach, describe, expect, it } from "vitest";
import { useWebAssembly } from "../src/engine.js";
import { loadFilters } from "../src/filters.js";
import { borrow, limitMemory } from "../src/memory.js";

const engine = (await loadFilters())!;
const counts = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 100, 1000, 1023];

// Grown once, so that no view is lost while results are compared.
borrow(2 ** 22, new Uint8Array(0));

afterEach(() => {
  limitMemory(2 ** 30);
  useWebAssembly(true);
});

function noise(length: number): Uint8Array {
  let state = length + 1;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Runs a filter over bytes outside of the engines' memory, at an odd offset, and over bytes that lie in it. */
function bothWays(source: Uint8Array, length: number, run: (source: Uint8Array, destination: Uint8Array) => boolean) {
  const shifted = new Uint8Array(source.length + 1).subarray(1);
  shifted.set(source);
  const outside = new Uint8Array(length + 3).fill(9);
  expect(run(shifted, outside.subarray(1, 1 + length))).toBe(true);
  expect([outside[0], outside[1 + length], outside[2 + length]]).toEqual([9, 9, 9]);
  expect(shifted).toEqual(source);

  const lent = borrow(source.length, new Uint8Array(0));
  lent.set(source);
  const inside = borrow(length, lent);
  expect(run(lent, inside)).toBe(true);
  expect(inside).toEqual(outside.subarray(1, 1 + length));
  return outside.slice(1, 1 + length);
}

describe.each([
  [1, Int8Array],
  [2, Int16Array],
  [4, Int32Array],
  [8, BigInt64Array],
] as const)("integers of %i bytes", (width, Container) => {
  it.each(counts)("differ, and add up again: %i of them", (count) => {
    const source = noise(count * width);
    const values = new Container(source.slice().buffer);
    const wanted = new Container(count);
    for (let i = 0; i < count; i++) {
      const difference = BigInt(values[i]!) - BigInt(i > 0 ? values[i - 1]! : 0);
      wanted[i] = (width === 8 ? difference : Number(BigInt.asIntN(32, difference))) as never;
    }
    const found = bothWays(source, source.length, (from, to) => engine.differences(from, to, width));
    expect(found).toEqual(bytesOf(wanted));
    expect(bothWays(found, found.length, (from, to) => engine.sums(from, to, width))).toEqual(source);
  });
});

describe("rounding bits of floats", () => {
  const special = [
    0,
    -0,
    1,
    -1,
    NaN,
    Infinity,
    -Infinity,
    3.4028234663852886e38,
    1.401298464324817e-45,
    1.5,
    2.5,
    1 / 3,
  ];

  it.each([1, 5, 12, 22, 23])("of float32: %i", (drop) => {
    const values = Float32Array.from([...special, ...new Float32Array(noise(4004).buffer)]);
    const wanted = Float32Array.from(values, (value) => rounded(value, 23 - drop, 127));
    const found = bothWays(bytesOf(values), values.byteLength, (from, to) => engine.roundFloats(from, to, drop));
    expect(new Float32Array(found.buffer)).toEqual(wanted);
  });

  it.each([1, 20, 33, 52])("of float64: %i", (drop) => {
    const values = Float64Array.from([...special, Number.MAX_VALUE, ...new Float64Array(noise(8008).buffer)]);
    const wanted = Float64Array.from(values, (value) => rounded(value, 52 - drop, 1023));
    const found = bothWays(bytesOf(values), values.byteLength, (from, to) => engine.roundDoubles(from, to, drop));
    expect(new Float64Array(found.buffer)).toEqual(wanted);
  });

  /** To that many bits behind the first, by arithmetic; denormal numbers lose the same low bits of their pattern. */
  function rounded(value: number, bits: number, most: number): number {
    if (!Number.isFinite(value) || value === 0) return value;
    const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), 1 - most);
    const precise = exponent + (2 ** exponent > Math.abs(value) && exponent > 1 - most ? -1 : 0);
    const step = 2 ** Math.max(precise - bits, -1074);
    const scaled = Math.abs(value) / step;
    const floor = Math.floor(scaled);
    const up = scaled - floor > 0.5 || (scaled - floor === 0.5 && floor % 2 === 1);
    const nearest = (floor + (up ? 1 : 0)) * step;
    const limit = 2 ** most * 2;
    return Math.sign(value) * (nearest >= limit || !Number.isFinite(nearest) ? floor * step : nearest);
  }
});

describe.each([
  ["lowest", 0],
  ["highest", 1],
])("bits, the first one the %s", (_, order) => {
  it.each(counts)("are packed and unpacked: %i of them", (count) => {
    const flags = noise(count).map((byte) => byte & 1);
    const wanted = new Uint8Array(Math.ceil(count / 8));
    for (let i = 0; i < count; i++) wanted[i >> 3]! |= flags[i]! << (order ? 7 - (i & 7) : i & 7);
    const packed = bothWays(flags, wanted.length, (from, to) => engine.packBits(from, to, order));
    expect(packed).toEqual(wanted);
    expect(bothWays(packed, count, (from, to) => engine.unpackBits(from, to, order))).toEqual(flags);
  });
});

describe.each([
  [-8, Int8Array, -100, 100],
  [8, Uint8Array, 0, 250],
  [-16, Int16Array, -30000, 30000],
  [16, Uint16Array, 0, 65000],
  [-32, Int32Array, -1e6, 1e6],
] as const)("floats as integers of %i bits", (bits, Container, least, most) => {
  const [scale, offset] = [2.5, 7];

  it.each(counts)("are scaled and scaled back: %i of them", (count) => {
    const values = Float32Array.from(
      { length: count },
      (_, i) => (least + ((most - least) * i) / 1024) / scale + offset,
    );
    const wanted = new Container(count);
    for (const [at, value] of values.entries()) {
      const scaled = Math.fround(Math.fround(value - offset) * scale);
      const floor = Math.floor(scaled);
      wanted[at] = scaled - floor === 0.5 ? floor + (Math.abs(floor) % 2) : Math.round(scaled);
    }
    const stored = bothWays(bytesOf(values), wanted.byteLength, (from, to) =>
      engine.scaleFloats(from, to, bits, scale, offset),
    );
    expect(stored).toEqual(bytesOf(wanted));
    const restored = bothWays(stored, values.byteLength, (from, to) =>
      engine.unscaleFloats(from, to, bits, scale, offset),
    );
    expect(restored).toEqual(bytesOf(Float32Array.from(wanted, (value) => value / scale + offset)));
  });

  it("are left to the plain kernel where one does not fit, wherever it stands", () => {
    const limit = 2 ** (Math.abs(bits) - (bits < 0 ? 1 : 0));
    for (const wrong of [limit, bits < 0 ? -limit - 300 : -1, NaN, Infinity]) {
      for (const at of [0, 5, 8]) {
        const values = new Float32Array(9);
        values[at] = wrong;
        const stored = new Uint8Array((9 * Math.abs(bits)) / 8);
        expect(engine.scaleFloats(bytesOf(values), stored, bits, 1, 0)).toBe(false);
        expect(stored.every((byte) => byte === 0)).toBe(true);
      }
    }
    const stored = new Container(9).fill(1);
    expect(engine.unscaleFloats(bytesOf(stored), new Uint8Array(36), bits, 1e-39, 0)).toBe(false);
  });
});

it("answers that nothing was done where the memory may not grow, and is not there without WebAssembly", async () => {
  limitMemory(0);
  expect(engine.sums(new Uint8Array(2 ** 23), new Uint8Array(2 ** 23), 1)).toBe(false);
  useWebAssembly(false);
  expect(await loadFilters()).toBe(undefined);
});
