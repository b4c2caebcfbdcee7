import type { Entries } from "../array/entries.js";
import { floatRounding } from "./float-format.js";
import { type FloatType, type IntegerType, isLong, type NumberType } from "./number-type.js";
import { doubleOf, high, low, wordsOf } from "./words.js";

/** Numbers of every type as doubles, a block at a time, so that the arithmetic between is one loop over one type. */

/** Small enough that a block of doubles stays in the first-level cache. */
const blockLength = 2048;

/** Called for a number that the type to write does not have; returns to let it wrap, or throws. */
export type Misfit = (value: number) => void;

/** Reads numbers, transforms them in place as doubles, and writes them as another type. */
export function throughDoubles(
  source: Entries,
  from: NumberType,
  destination: Entries,
  to: NumberType,
  transform: (values: Float64Array) => void,
  misfit: Misfit,
): void {
  const block = new Float64Array(Math.min(blockLength, source.length));
  for (let start = 0; start < source.length; start += blockLength) {
    const values = start + block.length <= source.length ? block : block.subarray(0, source.length - start);
    read(source, from, start, values, to.name === "float32");
    transform(values);
    write(values, destination, to, start, misfit);
  }
}

function read(source: Entries, type: NumberType, start: number, values: Float64Array, forFloat32: boolean): void {
  if (!isLong(type)) return values.set(source.subarray(start, start + values.length) as Float64Array);
  const words = wordsOf(source);
  const { isSigned } = type as IntegerType;
  for (let i = 0; i < values.length; i++) {
    const at = 2 * (start + i);
    const lower = words[at + low]!;
    const upper = isSigned ? words[at + high]! : words[at + high]! >>> 0;
    // A number beyond 53 bits would be rounded twice: to a double and then to float32. Folding what a double rounds away
    // into one bit that it keeps ("rounding to odd") leaves the second rounding the only one.
    const isFolded = forFloat32 && (upper >= 2 ** 21 || upper < -(2 ** 21)) && (lower & 0x7ff) !== 0;
    values[i] = doubleOf(isFolded ? (lower & ~0x7ff) | 0x800 : lower, upper);
  }
}

function write(values: Float64Array, destination: Entries, to: NumberType, start: number, misfit: Misfit): void {
  if (to.kind === "float") return writeFloats(values, destination as Float32Array, to, start, misfit);
  for (let i = 0; i < values.length; i++) {
    const value = Math.trunc(values[i]!);
    if (!(value >= to.least && value < to.limit)) misfit(values[i]!);
  }
  if (to.isBool) {
    for (let i = 0; i < values.length; i++) destination[start + i] = values[i] === 0 ? 0 : 1;
    return;
  }
  if (!isLong(to)) return (destination as Int32Array).set(values, start);
  const words = wordsOf(destination);
  for (let i = 0; i < values.length; i++) {
    const value = Math.trunc(values[i]!);
    words[2 * (start + i) + low] = value;
    words[2 * (start + i) + high] = Math.floor(value / 2 ** 32);
  }
}

function writeFloats(
  values: Float64Array,
  destination: Float32Array,
  to: FloatType,
  start: number,
  misfit: Misfit,
): void {
  const round = floatRounding(to.bits);
  for (let i = 0; to.bits < 64 && i < values.length; i++) {
    const value = values[i]!;
    values[i] = round(value);
    if (!Number.isFinite(values[i]) && Number.isFinite(value)) misfit(value);
  }
  destination.set(values, start);
}
