import { nearDistance } from "./blosclz-decode.js";
import { greedyMatches } from "./greedy-matches.js";

const mostLiterals = 32;
/** c-blosc's reader drops a match that ends the stream (1.21, blosclz_decompress), so literals must. */
const limits = { mostDistance: nearDistance + 65536, lastLiterals: 4 };

/** Encodes one BloscLZ stream; answers the bytes written, or 0 when they do not fit into `destination`. */
export function encodeBloscLz(source: Uint8Array, destination: Uint8Array): number {
  let to = 0;
  const literals = (from: number, end: number) => {
    for (let at = from; at < end; ) {
      const count = Math.min(mostLiterals, end - at);
      destination[to++] = count - 1;
      if (to + count > destination.length) {
        to = destination.length + 1;
        return;
      }
      for (const stop = at + count; at < stop; ) destination[to++] = source[at++]!;
    }
  };

  const anchor = greedyMatches(source, limits, (from, at, distance, length) => {
    literals(from, at);
    const near = distance - 1 < nearDistance;
    const high = near ? (distance - 1) >>> 8 : 31;
    destination[to++] = (Math.min(length - 2, 7) << 5) | high;
    if (length >= 9) {
      let rest = length - 9;
      for (; rest >= 255; rest -= 255) destination[to++] = 255;
      destination[to++] = rest;
    }
    if (near) {
      destination[to++] = (distance - 1) & 255;
    } else {
      const far = distance - 1 - nearDistance;
      destination[to++] = 255;
      destination[to++] = far >>> 8;
      destination[to++] = far & 255;
    }
    return to <= destination.length;
  });
  if (to <= destination.length) literals(anchor, source.length);
  return to <= destination.length ? to : 0;
}
