import {
  type Bytes,
  type ChunkSpec,
  codecFailed,
  field,
  invalid,
  type Pipeline,
  type SubchunkIndex,
  type Tools,
  type View,
} from "@zarrkit/plugin-api";
import type { ShardingConfig } from "./config.js";

/** Offset and length of an inner chunk that is not stored: all of it is fill value. */
const absent = 2n ** 64n - 1n;

/** The index of a shard: for every inner chunk, in C order of their grid, offset and length in bytes as uint64. */
export interface IndexCodec {
  /** Bytes it takes, whatever it holds. */
  readonly size: number;
  read(bytes: Bytes, valueSize: number | undefined): SubchunkIndex;
  /** `entries` holds offset and length of each inner chunk. */
  write(entries: BigUint64Array): Bytes;
}

export async function bindIndex(config: ShardingConfig, counts: readonly number[], tools: Tools): Promise<IndexCodec> {
  const path = field(config.origin, "index_codecs");
  const origin = { ...config.origin, path };
  const { dataType } = await tools.dataType("uint64", origin);
  const spec: ChunkSpec = { shape: [...counts, 2], dataType, fillValue: new Uint8Array(8).fill(255) };
  const pipeline = await tools.bindPipeline(config.indexCodecs, spec, origin);
  if (!("exact" in pipeline.encodedSize)) {
    throw invalid(path, "must store the index in a fixed number of bytes: compression is not allowed here");
  }
  const { decodeInto, encode } = pipeline;
  if (!decodeInto || !encode)
    throw invalid(path, "names a codec that only works asynchronously; it cannot store an index");
  return indexCodec(config, pipeline.encodedSize.exact, spec, { decodeInto, encode }, tools);
}

type SyncPipeline = Required<Pick<Pipeline, "decodeInto" | "encode">>;

function indexCodec(
  { indexLocation }: ShardingConfig,
  size: number,
  spec: ChunkSpec,
  pipeline: SyncPipeline,
  tools: Tools,
): IndexCodec {
  const counts = spec.shape.slice(0, -1);

  /** Offset and length of the n-th inner chunk, checked against the value. */
  function place(entries: BigUint64Array, n: number, valueSize: number | undefined) {
    const [offset, length] = [entries[2 * n]!, entries[2 * n + 1]!];
    if (offset === absent && length === absent) return undefined;
    const end = offset + length;
    const least = indexLocation === "start" ? BigInt(size) : 0n;
    const most = valueSize === undefined ? BigInt(Number.MAX_SAFE_INTEGER) : BigInt(valueSize - (least ? 0 : size));
    if (offset < least || end > most) {
      throw codecFailed(
        "sharding_indexed",
        `the index places inner chunk ${n} at bytes ${offset} to ${end}, outside ${least} to ${most}`,
      );
    }
    return { offset: Number(offset), length: Number(length) };
  }

  return {
    size,
    read(bytes, valueSize) {
      if (bytes.length !== size) {
        throw codecFailed(
          "sharding_indexed",
          `the index takes ${size} bytes, but the value has only ${bytes.length} for it`,
        );
      }
      const view: View = tools.scratch(spec);
      try {
        pipeline.decodeInto(bytes, view);
      } catch (error) {
        throw codecFailed("sharding_indexed", `the index cannot be decoded (${(error as Error).message})`, error);
      }
      const entries = view.data as unknown as BigUint64Array;
      return { locate: (position) => place(entries, ordinal(position, counts), valueSize) };
    },
    write(entries) {
      const view = tools.scratch(spec);
      (view.data as unknown as BigUint64Array).set(entries);
      return pipeline.encode(view);
    },
  };
}

/** The place of a grid position in C order. */
export function ordinal(position: readonly number[], counts: readonly number[]): number {
  return position.reduce((sum, at, axis) => sum * counts[axis]! + at, 0);
}
