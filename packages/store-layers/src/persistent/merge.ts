import type { ByteRange } from "@zarrkit/plugin-api";
import { spanOf } from "./cover.js";

/** A request, and which of the ranges asked for it brings. */
export interface Merged {
  readonly range: ByteRange;
  /** Of each range that it brings: its place in the list, and where it begins in the answer. */
  readonly members: readonly { readonly place: number; readonly start: number }[];
}

/** A request stays below this, as core's do: memory and the cost of a retry are bounded. */
const mostBytes = 2 ** 24;

/** Ranges as few requests: those with known places joined where the gap between them is small. */
export function merge(ranges: readonly ByteRange[], size: number | undefined, gap: number): Merged[] {
  const spans: { offset: number; length: number; place: number }[] = [];
  const merged: Merged[] = [];
  for (const [place, range] of ranges.entries()) {
    const span = spanOf(range, size);
    if (span) spans.push({ ...span, place });
    else merged.push({ range, members: [{ place, start: 0 }] });
  }
  spans.sort((a, b) => a.offset - b.offset);
  let last: { range: { offset: number; length: number }; members: { place: number; start: number }[] } | undefined;
  for (const { offset, length, place } of spans) {
    const end = offset + length;
    if (last && offset <= last.range.offset + last.range.length + gap && end - last.range.offset <= mostBytes) {
      last.range.length = Math.max(last.range.length, end - last.range.offset);
    } else {
      merged.push((last = { range: { offset, length }, members: [] }));
    }
    last.members.push({ place, start: offset - last.range.offset });
  }
  return merged;
}
