import { ZarrError } from "./error.js";
import { show } from "./guard.js";
import type { ByteRange } from "./store.js";

/** The range itself; `invalid-argument` unless its numbers are integers from 0 to 2^53 - 1. */
export function checkRange(range: ByteRange): ByteRange {
  const numbers = "suffix" in range ? [range.suffix] : [range.offset, range.length ?? 0];
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) {
    throw new ZarrError(
      "invalid-argument",
      `${show(range)} is no byte range: its numbers must be integers, 0 or more.`,
    );
  }
  return range;
}

/** Which bytes of a value of that size a range names: cut at the end of the value, so `length` may be 0. */
export function rangeWithin(range: ByteRange, size: number): { readonly offset: number; readonly length: number } {
  const offset = "suffix" in range ? Math.max(0, size - range.suffix) : Math.min(range.offset, size);
  const most = "suffix" in range ? range.suffix : (range.length ?? size);
  return { offset, length: Math.min(most, size - offset) };
}
