import type { Filters } from "@zarrkit/engines/filters";
import type { Entries } from "../array/entries.js";
import { throughEngine } from "../array/through-engine.js";
import type { Kernel } from "../array/value-codec.js";
import { halfToEven } from "../number/float-format.js";
import { high, low, wordsOf } from "../number/words.js";

/** The kernel for a data type; `undefined` where it has no significant bits to round to. */
export function roundBits(dataType: string, keepbits: number, engine: Filters | undefined): Kernel | undefined {
  const real = dataType === "complex64" ? "float32" : dataType === "complex128" ? "float64" : dataType;
  switch (real.replace(/^complex_/, "")) {
    // A bfloat16 is the upper half of a float32, so that the bits to drop are the same and some more.
    case "bfloat16":
    case "float32":
      return floatKernel(23 - keepbits, engine?.roundFloats, roundFloats);
    case "float16":
      return (source, destination) => roundHalves(source as Float32Array, destination as Float32Array, keepbits);
    case "float64":
      return floatKernel(52 - keepbits, engine?.roundDoubles, roundDoubles);
  }
  if (/^(int64|uint64|numpy\.datetime64|numpy\.timedelta64)$/.test(dataType)) {
    return (source, destination) => roundLongs(source as BigInt64Array, destination as BigInt64Array, keepbits);
  }
  const [, unsigned, digits] = /^(u?)int(8|16|32)$/.exec(dataType) ?? [];
  if (digits === undefined) return undefined;
  const most = 2 ** (Number(digits) - (unsigned ? 0 : 1)) - 1;
  return (source, destination) => roundIntegers(source as Int32Array, destination as Int32Array, keepbits, most);
}

/** The engine takes only what has bits to drop. */
function floatKernel(
  drop: number,
  engine: Filters["roundFloats"] | undefined,
  plain: (source: Entries, destination: Entries, drop: number) => void,
): Kernel {
  const done = drop > 0 && engine ? (from: Uint8Array, to: Uint8Array) => engine(from, to, drop) : undefined;
  return throughEngine(done, (source, destination) => plain(source, destination, drop));
}

/**
 * Bit patterns of float32, of which the lowest `drop` bits are rounded away, half to even, the exponent taking a carry.
 * NaN stays as it is, and what would become infinite is rounded down.
 */
function roundFloats(source: Entries, destination: Entries, drop: number): void {
  const [from, to] = [wordsOf(source), wordsOf(destination)];
  for (let i = 0; i < from.length; i++) to[i] = roundFloat(from[i]!, drop);
}

function roundFloat(bits: number, drop: number): number {
  const magnitude = bits & 0x7fffffff;
  if (drop <= 0 || magnitude >= 0x7f800000) return bits;
  const mask = -1 << drop;
  const rounded = (magnitude + ((magnitude >>> drop) & 1) + (1 << (drop - 1)) - 1) & mask;
  return (bits & 0x80000000) | (rounded >= 0x7f800000 ? magnitude & mask : rounded);
}

/** The values of float16 in float32, which has the same steps but for the smallest and the largest values. */
function roundHalves(source: Float32Array, destination: Float32Array, keepbits: number): void {
  if (keepbits >= 10) return destination.set(source);
  roundFloats(source, destination, 23 - keepbits);
  const step = 2 ** (-14 - keepbits);
  for (let i = 0; i < source.length; i++) {
    const value = source[i]!;
    const magnitude = Math.abs(value);
    if (magnitude < 2 ** -14) destination[i] = halfToEven(value / step) * step;
    if (magnitude <= 65504 && Math.abs(destination[i]!) > 65504) {
      destination[i] = Math.sign(value) * (2 - 2 ** -keepbits) * 2 ** 15;
    }
  }
}

function roundDoubles(source: Entries, destination: Entries, drop: number): void {
  const [from, to] = [wordsOf(source), wordsOf(destination)];
  if (drop <= 0) return to.set(from);
  // What is added below the last bit kept, and what is kept, each as two words.
  const inHigh = drop > 32;
  const [addLow, addHigh] = inHigh ? [-1, 2 ** (drop - 33) - 1] : [2 ** (drop - 1) - 1, 0];
  const [maskLow, maskHigh] = drop >= 32 ? [0, -1 << (drop - 32)] : [-1 << drop, -1];
  for (let i = 0; i < from.length; i += 2) {
    const lower = from[i + low]!;
    const bits = from[i + high]!;
    const upper = bits & 0x7fffffff;
    if (upper >= 0x7ff00000) {
      to[i + low] = lower;
      to[i + high] = bits;
      continue;
    }
    const last = (drop >= 32 ? upper >>> (drop - 32) : lower >>> drop) & 1;
    const sum = (lower >>> 0) + (addLow >>> 0) + last;
    const rounded = (upper + addHigh + (sum >= 2 ** 32 ? 1 : 0)) & maskHigh;
    const isFinite = rounded < 0x7ff00000;
    to[i + low] = (isFinite ? sum | 0 : lower) & maskLow;
    to[i + high] = (bits & 0x80000000) | (isFinite ? rounded : upper & maskHigh);
  }
}

function roundIntegers(source: Int32Array, destination: Int32Array, keepbits: number, most: number): void {
  for (let i = 0; i < source.length; i++) {
    const value = source[i]!;
    const magnitude = Math.abs(value);
    const step = 2 ** Math.max(32 - Math.clz32(magnitude) - keepbits, 0);
    const rounded = halfToEven(magnitude / step) * step;
    const limit = value < 0 ? most + 1 : most;
    const fitting = rounded <= limit ? rounded : Math.floor(limit / step) * step;
    destination[i] = value < 0 ? -fitting : fitting;
  }
}

/** NaT, the least int64, is a power of two and so stays as it is. */
function roundLongs(source: BigInt64Array, destination: BigInt64Array, keepbits: number): void {
  const most = destination instanceof BigInt64Array ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  for (let i = 0; i < source.length; i++) {
    const value = source[i]!;
    const magnitude = value < 0n ? -value : value;
    const drop = BigInt(Math.max(bitLength(magnitude) - keepbits, 0));
    const half = drop > 0n ? (1n << (drop - 1n)) - 1n + ((magnitude >> drop) & 1n) : 0n;
    const rounded = ((magnitude + half) >> drop) << drop;
    const limit = value < 0n ? most + 1n : most;
    const fitting = rounded <= limit ? rounded : (limit >> drop) << drop;
    destination[i] = value < 0n ? -fitting : fitting;
  }
}

function bitLength(magnitude: bigint): number {
  const upper = Number(magnitude >> 32n);
  return upper > 0 ? 64 - Math.clz32(upper) : 32 - Math.clz32(Number(magnitude));
}
