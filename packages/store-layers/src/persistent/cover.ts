import { type ByteRange, rangeWithin } from "@zarrkit/plugin-api";
import type { Entry } from "./entry.js";

/** Bytes of an entry, counted from the beginning of the value. */
export interface Slice {
  readonly entry: Entry;
  readonly offset: number;
  readonly length: number;
}

/**
 * Which bytes of which entries make up a range of the value, in order; `undefined` when some of it is not there. All entries
 * are of one value and one state of it.
 */
export function cover(entries: Iterable<Entry>, range: ByteRange, size: number | undefined): Slice[] | undefined {
  const span = spanOf(range, size);
  if (!span) return undefined;
  const slices: Slice[] = [];
  const end = span.offset + span.length;
  for (let at = span.offset; at < end; ) {
    let best: Entry | undefined;
    for (const entry of entries) {
      if (entry.offset <= at && endOf(entry) > (best ? endOf(best) : at)) best = entry;
    }
    if (!best) return undefined;
    const length = Math.min(endOf(best), end) - at;
    slices.push({ entry: best, offset: at, length });
    at += length;
  }
  return slices;
}

/** The range with a known beginning and length, where the size of the value is not needed for it or known. */
export function spanOf(range: ByteRange, size: number | undefined): { offset: number; length: number } | undefined {
  if (size !== undefined) return rangeWithin(range, size);
  return "suffix" in range || range.length === undefined ? undefined : { offset: range.offset, length: range.length };
}

/** Whether one entry leaves nothing to another of the same state of the value. */
export function covers(entry: Entry, other: Entry): boolean {
  const told = entry.size !== undefined || other.size === undefined;
  return told && entry.offset <= other.offset && endOf(entry) >= endOf(other);
}

function endOf({ offset, length }: Entry): number {
  return offset + length;
}
