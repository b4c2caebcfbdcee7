import { type FloatFormat, halfToEven, type Round } from "../number/float-format.js";
import type { Rounding } from "./config.js";

/** IEEE 754's five directions, to an integer; zeros keep their sign. */
export const roundings: Readonly<Record<Rounding, Round>> = {
  "nearest-even": halfToEven,
  "towards-zero": Math.trunc,
  "towards-positive": Math.ceil,
  "towards-negative": Math.floor,
  "nearest-away": halfAwayFromZero,
};

function halfAwayFromZero(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) < 0.5 ? whole : whole + Math.sign(value);
}

/** An integer of any size, rounded to the significant bits of a float format; exact as a double. */
export function roundLong(value: bigint, { fractionBits }: FloatFormat, rounding: Rounding): number {
  const magnitude = value < 0n ? -value : value;
  const drop = BigInt(Math.max(magnitude.toString(2).length - fractionBits - 1, 0));
  const kept = magnitude >> drop;
  const rest = magnitude - (kept << drop);
  const rounded = kept + (roundsUp(kept, rest, 1n << drop, value < 0n, rounding) ? 1n : 0n);
  return Number((value < 0n ? -rounded : rounded) << drop);
}

/** Whether a magnitude grows by one step when `rest` of a step is rounded away. */
function roundsUp(kept: bigint, rest: bigint, step: bigint, isNegative: boolean, rounding: Rounding): boolean {
  switch (rounding) {
    case "nearest-even":
      return 2n * rest > step || (2n * rest === step && kept % 2n === 1n);
    case "nearest-away":
      return 2n * rest >= step;
    case "towards-zero":
      return false;
    case "towards-positive":
      return rest > 0n && !isNegative;
    case "towards-negative":
      return rest > 0n && isNegative;
  }
}
