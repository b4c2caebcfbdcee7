import type { Filters } from "@zarrkit/engines/filters";
import type { Entries } from "../array/entries.js";
import { throughEngine } from "../array/through-engine.js";
import type { Kernel } from "../array/value-codec.js";
import { isLong, type NumberType } from "../number/number-type.js";
import { high, low, wordsOf } from "../number/words.js";

/**
 * Differences and sums of integers modulo 2^bits, bools modulo 2. Signed and unsigned integers of one width are the same
 * there, so that three loops over signed arrays and one over pairs of words do for all of them. Sums may be taken in
 * place.
 */
export function differences(type: NumberType, engine: Filters | undefined): Kernel {
  if (type.name === "bool") return changes;
  const plain = isLong(type) ? longDifferences : shortDifferences;
  return throughEngine(engine && ((from, to) => engine.differences(from, to, bytesPerEntry(type))), plain);
}

export function sums(type: NumberType, engine: Filters | undefined): Kernel {
  if (type.name === "bool") return toggles;
  const plain = isLong(type) ? longSums : shortSums;
  return throughEngine(engine && ((from, to) => engine.sums(from, to, bytesPerEntry(type))), plain);
}

function bytesPerEntry({ bits }: NumberType): number {
  return Math.ceil(bits / 8);
}

const shortDifferences: Kernel = (source, destination) => {
  const [from, to] = [signed(source), signed(destination)];
  let before = 0;
  for (let i = 0; i < from.length; i++) {
    const value = from[i]!;
    to[i] = value - before;
    before = value;
  }
};

const shortSums: Kernel = (source, destination) => {
  const [from, to] = [signed(source), signed(destination)];
  let sum = 0;
  for (let i = 0; i < from.length; i++) {
    sum = (sum + from[i]!) | 0;
    to[i] = sum;
  }
};

function signed(entries: Entries): Int8Array | Int16Array | Int32Array {
  const { buffer, byteOffset, length } = entries;
  if (entries.BYTES_PER_ELEMENT === 1) return new Int8Array(buffer, byteOffset, length);
  if (entries.BYTES_PER_ELEMENT === 2) return new Int16Array(buffer, byteOffset, length);
  return new Int32Array(buffer, byteOffset, length);
}

const longDifferences: Kernel = (source, destination) => {
  const [from, to] = [wordsOf(source), wordsOf(destination)];
  let [lowBefore, highBefore] = [0, 0];
  for (let i = 0; i < from.length; i += 2) {
    const [lower, upper] = [from[i + low]!, from[i + high]!];
    const borrow = lower >>> 0 < lowBefore >>> 0 ? 1 : 0;
    to[i + low] = lower - lowBefore;
    to[i + high] = upper - highBefore - borrow;
    lowBefore = lower;
    highBefore = upper;
  }
};

const longSums: Kernel = (source, destination) => {
  const [from, to] = [wordsOf(source), wordsOf(destination)];
  let [lower, upper] = [0, 0];
  for (let i = 0; i < from.length; i += 2) {
    const added = (lower + from[i + low]!) | 0;
    const carry = added >>> 0 < lower >>> 0 ? 1 : 0;
    lower = added;
    upper = (upper + from[i + high]! + carry) | 0;
    to[i + low] = lower;
    to[i + high] = upper;
  }
};

/** NumPy's difference of bools: whether an element is other than the one before. */
const changes: Kernel = (source, destination) => {
  let before = 0;
  for (let i = 0; i < source.length; i++) {
    const value = source[i] as number;
    destination[i] = value ^ before;
    before = value;
  }
};

/**
 * The inverse of `changes`. NumPy's sum of bools is a logical or, so that numcodecs gets other values back than it was
 * given; what is stored is the same.
 */
const toggles: Kernel = (source, destination) => {
  let value = 0;
  for (let i = 0; i < source.length; i++) {
    value ^= source[i] as number;
    destination[i] = value;
  }
};
