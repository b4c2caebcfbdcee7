/**
 * Writes one sequence of an LZ4 block: the literals `source[anchor, at)`, then a match. With `length` 0 it is the last
 * sequence, which has none. Answers the new end of `destination`, or 0 when it does not fit.
 */
export function writeSequence(
  source: Uint8Array,
  anchor: number,
  at: number,
  destination: Uint8Array,
  to: number,
  distance: number,
  length: number,
): number {
  const literals = at - anchor;
  const most = literals + Math.floor(literals / 255) + Math.floor(length / 255) + 5;
  if (most > destination.length - to && sequenceSize(literals, length) > destination.length - to) return 0;

  let token = Math.min(literals, 15) << 4;
  if (length > 0) token |= Math.min(length - 4, 15);
  destination[to++] = token;
  if (literals >= 15) to = writeLength(destination, to, literals - 15);
  if (literals < 24) {
    for (let from = anchor; from < at; ) destination[to++] = source[from++]!;
  } else {
    destination.set(source.subarray(anchor, at), to);
    to += literals;
  }
  if (length === 0) return to;
  destination[to++] = distance & 255;
  destination[to++] = distance >>> 8;
  return length >= 19 ? writeLength(destination, to, length - 19) : to;
}

function writeLength(destination: Uint8Array, to: number, rest: number): number {
  for (; rest >= 255; rest -= 255) destination[to++] = 255;
  destination[to++] = rest;
  return to;
}

function sequenceSize(literals: number, length: number): number {
  const literalBytes = 1 + literals + (literals < 15 ? 0 : Math.floor((literals - 15) / 255) + 1);
  return length === 0 ? literalBytes : literalBytes + 2 + (length < 19 ? 0 : Math.floor((length - 19) / 255) + 1);
}
