import type { Region, View } from "@zarrkit/plugin-api";
import { type FetchOptions, fetchValue } from "../schedule/fetch.js";
import { type Chunk, decodeChunk } from "./chunk.js";
import type { ZarrArray } from "./zarr-array.js";

/** Kept, since each `import()` costs Node as much as reading a small chunk. */
let parts: typeof import("./read-part.js") | undefined;

/**
 * Reads a chunk, or the region of it that is wanted, into a view: by parts where that pays, else the whole value. A missing
 * chunk is all fill value.
 */
export async function readChunk(
  array: ZarrArray,
  chunk: Chunk,
  destination: View,
  region: Region | undefined,
  options: FetchOptions,
): Promise<void> {
  if (region && array.store.getRange) {
    const { readPart } = (parts ??= await import("./read-part.js"));
    if (await readPart(array, chunk, destination, region, options)) return;
  }
  // Bound even if the chunk is missing: what is wrong with the codecs is said, and engines load while bytes are under way.
  const [bytes] = await Promise.all([fetchValue(array.store, chunk.key, options), array.pipeline(chunk.chunkShape)]);
  return decodeChunk(array, chunk, bytes, destination, region, options.signal);
}
