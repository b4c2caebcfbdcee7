import type { Entries } from "../array/entries.js";
import type { Kernel } from "../array/value-codec.js";
import { type Misfit, throughDoubles } from "./doubles.js";
import { type IntegerType, isLong, type NumberType } from "./number-type.js";
import { high, low, wordsOf } from "./words.js";

/**
 * NumPy's `astype`: integers to integers modulo 2^bits, floats to integers towards zero, anything to the nearest float,
 * half to even, and to bool by whether it is 0. A float that no element of an integer type equals after truncation is
 * undefined in NumPy and differs from machine to machine: `misfit` decides.
 */
export function castKernel(from: NumberType, to: NumberType, misfit: Misfit): Kernel {
  if (from.kind === "float" || to.kind === "float") {
    return (source, destination) => throughDoubles(source, from, destination, to, () => {}, misfit);
  }
  if (to.isBool) return isLong(from) ? longToBool : toBool;
  if (isLong(from)) return isLong(to) ? longToLong : fromLong;
  if (isLong(to)) return (source, destination) => toLong(source, from, destination);
  return (source, destination) => (destination as Int32Array).set(source as Int32Array);
}

/** The same, but for integers too a number that the other type does not have goes to `misfit` before it wraps. */
export function checkedCastKernel(from: NumberType, to: NumberType, misfit: Misfit): Kernel {
  const cast = castKernel(from, to, misfit);
  if (from.kind === "float" || to.kind === "float" || (from.least >= to.least && from.limit <= to.limit)) return cast;
  if (!isLong(to)) return (source, destination) => throughDoubles(source, from, destination, to, () => {}, misfit);
  return (source, destination) => {
    cast(source, destination);
    // Between int64 and uint64, and from signed integers to uint64, the sign bit tells what does not fit.
    const words = wordsOf(destination);
    for (let i = 0; i < source.length; i++) if (words[2 * i + high]! < 0) misfit(Number(source[i]));
  };
}

const toBool: Kernel = (source, destination) => {
  for (let i = 0; i < source.length; i++) destination[i] = source[i] === 0 ? 0 : 1;
};

const longToBool: Kernel = (source, destination) => {
  const words = wordsOf(source);
  for (let i = 0; i < source.length; i++) destination[i] = (words[2 * i]! | words[2 * i + 1]!) === 0 ? 0 : 1;
};

const longToLong: Kernel = (source, destination) => wordsOf(destination).set(wordsOf(source));

const fromLong: Kernel = (source, destination) => {
  const words = wordsOf(source);
  for (let i = 0; i < source.length; i++) destination[i] = words[2 * i + low]!;
};

function toLong(source: Entries, { isSigned }: IntegerType, destination: Entries): void {
  const words = wordsOf(destination);
  for (let i = 0; i < source.length; i++) {
    const value = source[i] as number;
    words[2 * i + low] = value;
    words[2 * i + high] = isSigned && value < 0 ? -1 : 0;
  }
}
