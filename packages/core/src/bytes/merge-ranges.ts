/** A range with a known length, in bytes. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** One request, and which of the wanted spans it brings. */
export interface MergedSpan extends Span {
  /** Indices into the spans asked for. */
  readonly members: readonly number[];
}

/**
 * Spans as few requests: sorted by offset, joined where the gap between them is at most `gap` bytes, as long as a request
 * stays within `cap` bytes. Spans may overlap or be the same: then they are one whatever its size, so that no byte is asked for
 * twice and a small value that many spans share is no large one.
 */
export function mergeSpans(spans: readonly Span[], gap: number, cap: number): MergedSpan[] {
  const order = spans.map((_, i) => i).sort((a, b) => spans[a]!.offset - spans[b]!.offset);
  const merged: { offset: number; length: number; members: number[] }[] = [];
  for (const i of order) {
    const { offset, length } = spans[i]!;
    const last = merged.at(-1);
    const end = offset + length;
    const reached = last ? last.offset + last.length : 0;
    if (last && (offset < reached || (offset <= reached + gap && end - last.offset <= cap))) {
      last.length = Math.max(last.length, end - last.offset);
      last.members.push(i);
    } else {
      merged.push({ offset, length, members: [i] });
    }
  }
  return merged;
}
