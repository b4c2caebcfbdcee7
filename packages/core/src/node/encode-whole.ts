import type { Bytes, Pipeline, Version, View } from "@zarrkit/plugin-api";
import { schedulerOf } from "../schedule/scheduler.js";
import { copy } from "../shape/copy.js";
import { fill } from "../shape/fill.js";
import { isFill } from "../shape/is-fill.js";
import { allocateView, subview } from "../shape/view.js";
import { decodeChunk, inChunk } from "./chunk.js";
import { type ChunkWrite, type EncodedChunk, unchanged } from "./write-chunk.js";

/** The whole chunk with the new part in its place; read first only where some of the old must stay. */
export async function encodeWhole(write: ChunkWrite, pipeline: Pipeline): Promise<EncodedChunk> {
  const { array, chunk, part, options } = write;
  const { fillValue } = array.parts.metadata;
  const whole = allocateView(array.dataType, chunk.chunkShape);
  let onlyIf: EncodedChunk["onlyIf"];
  if (!chunk.whole) {
    const before = await readBefore(write);
    onlyIf = unchanged(array, before);
    await decodeChunk(array, chunk, before?.bytes, whole, undefined, options.signal);
  } else if (part.shape.join() !== chunk.chunkShape.join()) {
    // Beyond the array's edge a chunk is stored as fill value.
    fill(array.dataType, fillValue, whole);
  }
  copy(part, subview(whole, chunk.region));
  if (!write.writeEmptyChunks && isFill(array.dataType, fillValue, whole)) return { onlyIf, bytes: undefined };
  return { onlyIf, bytes: await encodeChunk(write, pipeline, whole) };
}

async function encodeChunk(write: ChunkWrite, pipeline: Pipeline, whole: View): Promise<Bytes> {
  const { array, chunk, options, writeEmptyChunks } = write;
  try {
    if (pipeline.encode) return pipeline.encode(whole, { writeEmptyChunks });
    return await pipeline.encodeAsync!(whole, options.signal, { writeEmptyChunks });
  } catch (error) {
    options.signal?.throwIfAborted();
    throw inChunk(error, chunk, array);
  }
}

/** The value to change. Never shared with another call: it must be what is stored now. */
export async function readBefore({
  array,
  chunk,
  options,
}: ChunkWrite): Promise<{ bytes: Bytes; version?: Version } | undefined> {
  const { store } = array;
  const { signal, priority } = options;
  const call = { signal, priority, fresh: true };
  const read = async () => {
    if (store.getVersioned) return store.getVersioned(chunk.key, call);
    const bytes = await store.get(chunk.key, call);
    return bytes && { bytes };
  };
  return schedulerOf(store).run(read, priority, signal);
}
