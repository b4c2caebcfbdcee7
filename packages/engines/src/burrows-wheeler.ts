/**
 * The inverse of the Burrows-Wheeler transform. The low bytes of `block[0, length)` are the last column, `origin` is the
 * row of the text itself; the rest of each entry is used up. Answers a function that gives the text byte by byte, then −1.
 */
export function inverseBurrowsWheeler(block: Uint32Array, length: number, origin: number): () => number {
  const starts = new Uint32Array(257);
  for (let i = 0; i < length; i++) starts[(block[i]! & 255) + 1]!++;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1]! += starts[byte]!;
  // Every row gets, above its byte, the row that comes after it in the text.
  for (let i = 0; i < length; i++) block[starts[block[i]! & 255]!++]! |= i << 8;

  let row = block[origin]! >>> 8;
  let left = length;
  return () => {
    if (left-- <= 0) return -1;
    const entry = block[row]!;
    row = entry >>> 8;
    return entry & 255;
  };
}

/**
 * The Burrows-Wheeler transform of a text that is read as a ring, as bzip2 does: the rotations of the text are sorted, and
 * the byte before each is the last column. Sorting is by doubling: rotations are ranked by 2, 4, 8 … bytes, each time
 * by the ranks of their two halves, so that repetitive texts take no longer than others.
 */
export function burrowsWheeler(text: Uint8Array): { readonly column: Uint8Array; readonly origin: number } {
  const { length } = text;
  let order = new Uint32Array(length);
  let rank = new Uint32Array(length);
  const counts = new Uint32Array(Math.max(257, length + 1));
  const spare = { order: new Uint32Array(length), rank: new Uint32Array(length) };

  for (let i = 0; i < length; i++) counts[text[i]! + 1]!++;
  for (let byte = 0; byte < 256; byte++) counts[byte + 1]! += counts[byte]!;
  for (let i = 0; i < length; i++) rank[i] = counts[text[i]!]!;
  const next = counts.slice(0, 257);
  for (let i = 0; i < length; i++) order[next[text[i]!]!++] = i;

  for (let half = 1; half < length; half *= 2) {
    // By the second half they are in order already: shift each back by it. Then stably by the first half's rank, which is
    // the first place of its group.
    const { order: sorted, rank: ranked } = spare;
    for (let i = 0; i < length; i++) counts[i] = i;
    for (let i = 0; i < length; i++) {
      const start = order[i]! - half;
      const rotation = start < 0 ? start + length : start;
      sorted[counts[rank[rotation]!]!++] = rotation;
    }
    let groups = 0;
    let previous = -1;
    let previousSecond = -1;
    let current = 0;
    for (let i = 0; i < length; i++) {
      const rotation = sorted[i]!;
      const first = rank[rotation]!;
      const middle = rotation + half;
      const second = rank[middle >= length ? middle - length : middle]!;
      if (first !== previous || second !== previousSecond) {
        current = i;
        groups++;
      }
      ranked[rotation] = current;
      previous = first;
      previousSecond = second;
    }
    [spare.order, spare.rank, order, rank] = [order, rank, sorted, ranked];
    if (groups === length) break;
  }

  const column = new Uint8Array(length);
  let origin = 0;
  for (let i = 0; i < length; i++) {
    const rotation = order[i]!;
    if (rotation === 0) origin = i;
    column[i] = text[rotation === 0 ? length - 1 : rotation - 1]!;
  }
  return { column, origin };
}
