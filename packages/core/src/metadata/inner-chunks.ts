import type { CodecEntry } from "../pipeline/codec-list.js";

/**
 * The shape of the chunks inside a shard, in the array's own axis order; `undefined` for an array without shards, and where a
 * codec before the shards changes the shape. Read from the document, so that no codec need be loaded to say it.
 */
export function innerChunks(codecs: readonly CodecEntry[], rank: number): readonly number[] | undefined {
  const maker = codecs.findIndex(({ plugin }) => plugin.stage === "array-bytes");
  const shape = codecs[maker]?.extension.configuration?.["chunk_shape"];
  if (!Array.isArray(shape)) return undefined;
  let result: readonly number[] = shape;
  // A transpose before the shards permuted the axes: back to the order in which the user sees them. Codecs that compute values
  // leave the shape alone.
  for (const { extension, plugin } of codecs.slice(0, maker).reverse()) {
    if (plugin.changesShape) return undefined;
    const order = extension.configuration?.["order"];
    if (plugin.name !== "transpose" || !Array.isArray(order)) continue;
    const before = new Array<number>(order.length);
    for (const [i, axis] of order.entries()) before[axis] = result[i]!;
    result = before;
  }
  // What says nothing of it and makes other axes all the same is found out here at the latest.
  return result.length === rank ? result : undefined;
}
