import type { Slice } from "../../src/indexing/selection.js";

/**
 * The indices that Python's `range(length)[start:stop:step]` gives, found by walking instead of arithmetic: what the
 * library computes is held to it.
 */
export function pythonSlice({ start, stop, step }: Slice, length: number): number[] {
  const at = (bound: number) => (bound < 0 ? bound + length : bound);
  const up = step > 0;
  const first = start === null ? (up ? 0 : length - 1) : at(start);
  const end = stop === null ? (up ? length : -1) : stop < 0 && at(stop) < 0 ? (up ? 0 : -1) : at(stop);
  const result: number[] = [];
  // A start outside the axis is walked from all the same for a step of one; for others Python moves it to the end first.
  const from = up ? Math.max(first, 0) : Math.min(first, length - 1);
  for (let i = from; up ? i < end : i > end; i += step) {
    if (i < 0 || i >= length) break;
    result.push(i);
  }
  return result;
}
