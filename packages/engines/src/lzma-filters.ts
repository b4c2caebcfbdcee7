import { CorruptData } from "./corrupt-data.js";
import { undoDelta } from "./delta-bytes.js";
import { LzmaDecoder } from "./lzma-decoder.js";
import type { LzmaProperties } from "./lzma-model.js";
import { decodeLzma2 } from "./lzma2-decode.js";

/** A chain of xz's filters: deltas, in the order they were applied, then the compressor. */
export interface LzmaFilters {
  /** The distance of each. */
  readonly deltas: readonly number[];
  readonly compressor: { readonly kind: "lzma2" } | { readonly kind: "lzma1"; readonly properties: LzmaProperties };
}

/** Filters that are in xz's table but not here, by their numbers; all are for machine code. */
export const machineCodeFilters: Readonly<Record<number, string>> = {
  4: "x86",
  5: "PowerPC",
  6: "IA-64",
  7: "ARM",
  8: "ARM-Thumb",
  9: "SPARC",
  10: "ARM64",
  11: "RISC-V",
};

/**
 * Decodes a chain from `at` in the source to `start` in the destination; answers where both end. Throws `CorruptData`; for
 * LZMA1, whose end is a mark, also where there is none.
 */
export function decodeFilters(
  filters: LzmaFilters,
  source: Uint8Array,
  at: number,
  destination: Uint8Array,
  start: number,
): { readonly at: number; readonly to: number } {
  const ends =
    filters.compressor.kind === "lzma2"
      ? decodeLzma2(source, at, destination, start)
      : decodeMarked(filters.compressor.properties, source, at, destination, start);
  const decoded = destination.subarray(start, ends.to);
  for (const distance of filters.deltas.toReversed()) undoDelta(decoded, distance);
  return ends;
}

function decodeMarked(
  properties: LzmaProperties,
  source: Uint8Array,
  at: number,
  destination: Uint8Array,
  start: number,
) {
  const decoder = new LzmaDecoder(destination, start, properties);
  const reached = decoder.decode(source, at, source.length, destination.length, "required");
  if (!reached.ended) throw new CorruptData("the LZMA data ends without its mark");
  return { at: reached.at, to: decoder.to };
}
