import { DestinationFull } from "./corrupt-data.js";
import { Reach } from "./memory.js";

/** How many bytes come out of a decoder: exactly, or at most. */
export type Length = { readonly exact: number } | { readonly atMost: number };

/**
 * How much memory to try, in turn, for a format that does not state its decoded length: what must come out, or, where only
 * a bound is known, fourfold steps up to it, so that a bound of a gigabyte costs nothing by itself. `mostExpansion` is how
 * many bytes one source byte can give.
 */
export function capacitiesFor(sourceLength: number, length: Length, mostExpansion: number): readonly number[] {
  if ("exact" in length) return [length.exact];
  const most = Math.min(length.atMost, sourceLength * mostExpansion);
  const capacities: number[] = [];
  for (let next = 4 * sourceLength; next < most; next *= 4) capacities.push(next);
  return [...capacities, most];
}

/** Decodes into `out`, or into memory found by `capacitiesFor`; answers the bytes that came out. Throws `CorruptData`. */
export function decodeFitting(
  decode: (source: Uint8Array, destination: Uint8Array) => number,
  source: Uint8Array,
  length: Length,
  mostExpansion: number,
  out?: Uint8Array,
): Uint8Array {
  const capacities = capacitiesFor(source.length, length, mostExpansion);
  // What lies in the engines' memory moves when that grows for an attempt.
  const given = new Reach(source);
  for (let i = 0; ; i++) {
    const destination = out ?? new Uint8Array(capacities[i]!);
    try {
      return fitted(destination, decode(given.bytes, destination));
    } catch (error) {
      if (!(error instanceof DestinationFull) || i === capacities.length - 1) throw error;
    }
  }
}

/** The same with a decoder that is awaited. `signal` is asked before and after each attempt. */
export async function decodeFittingAsync(
  decode: (source: Uint8Array, destination: Uint8Array) => Promise<number>,
  source: Uint8Array,
  length: Length,
  mostExpansion: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const capacities = capacitiesFor(source.length, length, mostExpansion);
  for (let i = 0; ; i++) {
    signal?.throwIfAborted();
    const destination = new Uint8Array(capacities[i]!);
    try {
      return fitted(destination, await decode(source, destination));
    } catch (error) {
      if (!(error instanceof DestinationFull) || i === capacities.length - 1) throw error;
    } finally {
      signal?.throwIfAborted();
    }
  }
}

/** Less than was tried is copied, so that no larger memory is kept. */
function fitted(destination: Uint8Array, length: number): Uint8Array {
  return length === destination.length ? destination : destination.slice(0, length);
}
