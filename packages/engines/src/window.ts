/**
 * Appends `length` bytes that start `distance` bytes back, as every Lempel-Ziv format means it: where the two overlap,
 * the last `distance` bytes repeat. The caller has checked both bounds. Answers the new end.
 */
export function copyWithinWindow(bytes: Uint8Array, end: number, distance: number, length: number): number {
  const stop = end + length;
  if (length < 32) {
    for (let from = end - distance; end < stop; ) bytes[end++] = bytes[from++]!;
    return stop;
  }
  if (distance === 1) {
    bytes.fill(bytes[end - 1]!, end, stop);
    return stop;
  }
  // Each pass doubles the repeated stretch, so that every copy is between places that do not overlap.
  const start = end - distance;
  while (end < stop) {
    const piece = Math.min(end - start, stop - end);
    bytes.copyWithin(end, start, start + piece);
    end += piece;
  }
  return stop;
}
