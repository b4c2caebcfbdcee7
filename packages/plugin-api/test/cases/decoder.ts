import type { ChunkDecoder, ChunkTask, Store, Tools } from "../../src/index.js";
import { cOrder, countOf } from "./arrays.js";

/**
 * What a worker does, without the worker: every task crosses by structured clone first, so that what cannot be cloned
 * fails here as it would there.
 */
export function cloningDecoder(tools: Tools, open: (location: string) => Store): ChunkDecoder {
  return {
    threads: 1,
    decode: (tasks, signal) => Promise.all(tasks.map((task) => decodeOne(structuredClone(task), tools, open, signal))),
    async close() {},
  };
}

async function decodeOne(
  task: ChunkTask,
  tools: Tools,
  open: (location: string) => Store,
  signal?: AbortSignal,
): Promise<ArrayBuffer | undefined> {
  signal?.throwIfAborted();
  const { format, shape, source, region, destination } = task;
  const origin = { name: task.dataType.name, format, path: "data_type" } as const;
  const { dataType } = await tools.dataType(task.dataType, origin);
  const fillValue = dataType.fillFromJson(BigInt(task.fillValue), { ...origin, path: "fill_value" });
  const spec = { shape, dataType, fillValue, ...(task.byteOrder && { byteOrder: task.byteOrder }) };
  const pipeline = await tools.bindPipeline(task.codecs, spec, { ...origin, path: "codecs" });
  const bytes = "key" in source ? await fetched(source, open, signal) : source;
  if (bytes === undefined) return undefined;
  const wanted = region?.shape ?? shape;
  if (destination) {
    const { buffer, ...view } = destination;
    const data = dataType.over?.(new Uint8Array(buffer));
    if (data) pipeline.decodeInto?.(bytes, { ...view, data }, region);
    return undefined;
  }
  const data = dataType.allocate(countOf(wanted));
  pipeline.decodeInto?.(bytes, cOrder(data, wanted, dataType.lanes), region);
  return ArrayBuffer.isView(data) ? (data.buffer as ArrayBuffer) : undefined;
}

async function fetched(
  source: Extract<ChunkTask["source"], { key: string }>,
  open: (location: string) => Store,
  signal?: AbortSignal,
) {
  const store = open(source.location);
  if (source.range === undefined) return store.get(source.key, { signal });
  return store.getRange?.(source.key, source.range, { signal });
}
