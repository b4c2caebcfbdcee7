import { greedyMatches } from "./greedy-matches.js";

/** Of a copy with a two-byte offset; a block may end with a copy. */
const limits = { mostDistance: 65535, lastLiterals: 0 };
const mostCopy = 64;

/** Encodes one raw Snappy block; answers the bytes written, or 0 when they do not fit into `destination`. */
export function encodeSnappy(source: Uint8Array, destination: Uint8Array): number {
  let to = 0;
  let rest = source.length;
  for (; rest > 127; rest = Math.floor(rest / 128)) destination[to++] = (rest & 127) | 128;
  destination[to++] = rest;

  // A write beyond the destination is lost, so that only the end has to be looked at.
  const literals = (from: number, end: number) => {
    const last = end - from - 1;
    if (last < 0) return;
    const lengthBytes = last < 60 ? 0 : last < 256 ? 1 : last < 65536 ? 2 : last < 2 ** 24 ? 3 : 4;
    destination[to++] = (lengthBytes === 0 ? last : 59 + lengthBytes) << 2;
    for (let i = 0; i < lengthBytes; i++) destination[to++] = last >>> (8 * i);
    if (end - from <= destination.length - to) destination.set(source.subarray(from, end), to);
    to += end - from;
  };

  const anchor = greedyMatches(source, limits, (from, at, distance, length) => {
    literals(from, at);
    for (let left = length; left > 0; ) {
      if (left < 12 && left > 3 && distance < 2048) {
        destination[to++] = 1 | ((left - 4) << 2) | ((distance >>> 8) << 5);
        destination[to++] = distance & 255;
        break;
      }
      const piece = Math.min(left, mostCopy);
      destination[to++] = 2 | ((piece - 1) << 2);
      destination[to++] = distance & 255;
      destination[to++] = distance >>> 8;
      left -= piece;
    }
    return to <= destination.length;
  });
  if (to <= destination.length) literals(anchor, source.length);
  return to <= destination.length ? to : 0;
}
