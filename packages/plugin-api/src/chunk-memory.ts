import type { ChunkSpec } from "./data-type.js";

/** What an element that varies in size counts for: what a short string and the entry that points to it take. */
const variableItemSize = 32;

/** Bytes that the elements of a chunk take once they are decoded, as limits count them; may be more than a number counts. */
export function chunkMemory({ shape, dataType }: Pick<ChunkSpec, "shape" | "dataType">): number {
  return shape.reduce((product, length) => product * length, dataType.itemSize ?? variableItemSize);
}
