import type { CodecEntry } from "../pipeline/codec-list.js";

/**
 * The shape of the chunks inside a shard, in the array's own axis order; `undefined` for an array without shards. Read from the
 * document, so that no codec need be loaded to say it.
 */
export function innerChunks(codecs: readonly CodecEntry[]): readonly number[] | undefined {
  const maker = codecs.findIndex(({ plugin }) => plugin.stage === "array-bytes");
  const shape = codecs[maker]?.extension.configuration?.["chunk_shape"];
  if (!Array.isArray(shape)) return undefined;
  let result: readonly number[] = shape;
  // A transpose before the shards permuted the axes: back to the order in which the user sees them. Codecs that compute values
  // leave the shape alone; after one that makes other axes, inner chunks are no chunks of the array.
  for (const { extension } of codecs.slice(0, maker).reverse()) {
    if (/^(reshape|zarrs\.squeeze)$/.test(extension.name)) return undefined;
    const order = extension.configuration?.["order"];
    if (!Array.isArray(order)) continue;
    const before = new Array<number>(order.length);
    for (const [i, axis] of order.entries()) before[axis] = result[i]!;
    result = before;
  }
  return result;
}
