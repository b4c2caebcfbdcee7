import type { Bytes, Version, View, WriteOptions } from "@zarrkit/plugin-api";
import type { FetchOptions } from "../schedule/fetch.js";
import type { Chunk } from "./chunk.js";
import type { ZarrArray } from "./zarr-array.js";

/** What is to become of one chunk. */
export interface ChunkWrite {
  readonly array: ZarrArray;
  readonly chunk: Chunk;
  /** The new elements of the chunk's region. */
  readonly part: View;
  readonly writeEmptyChunks: boolean;
  readonly options: FetchOptions;
}

/** The chunk as it is to be stored: `undefined` bytes mean that its value is deleted. */
export interface EncodedChunk {
  readonly bytes: Bytes | undefined;
  /** What must hold for the write not to undo somebody else's. */
  readonly onlyIf: WriteOptions["onlyIf"];
}

/** The condition that a value is still what was read, `undefined` where there was none; none where its version is not known. */
export function unchanged(
  array: ZarrArray,
  before: { readonly version?: Version | undefined } | undefined,
): WriteOptions["onlyIf"] {
  const { conditionalWrites = "none" } = array.store.traits ?? {};
  if (before === undefined) return conditionalWrites === "none" ? undefined : "absent";
  return conditionalWrites !== "version" || before.version === undefined ? undefined : { version: before.version };
}
