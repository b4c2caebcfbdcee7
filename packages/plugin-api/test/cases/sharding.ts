import {
  type ArrayToBytes,
  type Bytes,
  type ChunkSpec,
  type CodecPlugin,
  codecFailed,
  type Extension,
  field,
  invalid,
  type Origin,
  type Pipeline,
  parseConfiguration,
  type Subchunks,
  type Tools,
  type View,
} from "../../src/index.js";
import { cOrder, countOf, positionsOf, regionOf } from "./arrays.js";

interface Sharding {
  readonly chunkShape: readonly number[];
  readonly codecs: readonly Extension[];
  readonly indexCodecs: readonly Extension[];
  readonly origin: Origin;
}

/** sharding_indexed outside core, index at the end. Its inner codecs and its index's are bound by core's tools, so it nests. */
export function sharding(chunkShape: readonly number[], codecs: readonly Extension[]): CodecPlugin<"array-bytes"> {
  const indexCodecs: readonly Extension[] = [{ name: "bytes", configuration: { endian: "little" } }];
  return {
    kind: "codec",
    api: 1,
    name: "sharding_indexed",
    stage: "array-bytes",
    configuration: { chunk_shape: chunkShape, codecs, index_codecs: indexCodecs },
    load: async () => ({
      parse(configuration, origin): Sharding {
        const given = parseConfiguration(configuration, origin, ["chunk_shape", "codecs", "index_codecs"]);
        for (const name of ["chunk_shape", "codecs", "index_codecs"]) {
          if (!Array.isArray(given[name])) throw invalid(field(origin, name), "expected a list");
        }
        return {
          chunkShape: given["chunk_shape"] as number[],
          codecs: given["codecs"] as Extension[],
          indexCodecs: given["index_codecs"] as Extension[],
          origin,
        };
      },
      toConfiguration: (config: Sharding) => ({
        chunk_shape: config.chunkShape,
        codecs: config.codecs,
        index_codecs: config.indexCodecs,
      }),
      bind: boundSharding,
    }),
  };
}

/** Marks an inner chunk that is all fill value (zarr-specs v3.1, codecs/sharding-indexed). */
const missing = 2n ** 64n - 1n;

async function boundSharding(config: Sharding, spec: ChunkSpec, tools: Tools): Promise<ArrayToBytes> {
  const { chunkShape, origin } = config;
  const counts = spec.shape.map((length, axis) => length / (chunkShape[axis] ?? 0));
  if (!counts.every(Number.isInteger)) throw invalid(field(origin, "chunk_shape"), "does not divide the chunk");
  const inner: ChunkSpec = { ...spec, shape: chunkShape };
  const pipeline = await tools.bindPipeline(config.codecs, inner, { ...origin, path: field(origin, "codecs") });
  const { dataType } = await tools.dataType("uint64", origin);
  const indexSpec: ChunkSpec = { shape: [...counts, 2], dataType, fillValue: new Uint8Array(8).fill(255) };
  const indexPipeline = await tools.bindPipeline(config.indexCodecs, indexSpec, {
    ...origin,
    path: field(origin, "index_codecs"),
  });
  const { encode, decodeInto } = pipeline;
  const { encodedSize } = indexPipeline;
  if (!encode || !decodeInto || !("exact" in encodedSize))
    throw invalid(origin.path, "the index codecs have no fixed size");

  const numberOf = (position: readonly number[]) =>
    position.reduce((number, at, axis) => number * (counts[axis] ?? 0) + at, 0);
  const positions = positionsIn(counts);
  const subchunks: Subchunks = {
    shape: chunkShape,
    pipeline,
    indexRange: { suffix: encodedSize.exact },
    readIndex(bytes, valueSize) {
      const index = tools.scratch(indexSpec);
      indexPipeline.decodeInto?.(bytes, index);
      return {
        locate(position) {
          const offset = index.data[numberOf(position) * 2] as bigint;
          const length = index.data[numberOf(position) * 2 + 1] as bigint;
          if (offset === missing && length === missing) return undefined;
          if (offset + length > BigInt(valueSize ?? Number.MAX_SAFE_INTEGER)) {
            throw codecFailed(
              "sharding_indexed",
              `the index puts inner chunk [${position.join(", ")}] outside the value`,
            );
          }
          return { offset: Number(offset), length: Number(length) };
        },
      };
    },
    assemble(pieces) {
      const index = tools.scratch(indexSpec);
      tools.fill(indexSpec, index);
      const parts: Bytes[] = [];
      let end = 0;
      for (const { position, bytes } of pieces) {
        index.data[numberOf(position) * 2] = BigInt(end);
        index.data[numberOf(position) * 2 + 1] = BigInt(bytes.length);
        parts.push(bytes);
        end += bytes.length;
      }
      if (parts.length === 0) return undefined;
      const encodedIndex = indexPipeline.encode?.(index) ?? new Uint8Array(0);
      const whole = new Uint8Array(end + encodedIndex.length);
      let at = 0;
      for (const part of [...parts, encodedIndex]) {
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    },
  };

  const tile = (view: View, position: readonly number[]) =>
    regionOf(view, { start: position.map((at, axis) => at * (chunkShape[axis] ?? 0)), shape: chunkShape });
  return {
    encodedSize: { atMost: encodedSize.exact + positions.length * boundOf(pipeline) },
    subchunks,
    encode(source) {
      const present = positions.filter((position) => !tools.isFill(inner, tile(source, position)));
      const pieces = present.map((position) => ({ position, bytes: encode(tile(source, position)) }));
      return subchunks.assemble(pieces) ?? indexPipeline.encode?.(filledIndex()) ?? new Uint8Array(0);
    },
    decodeInto(source, destination, region) {
      const index = subchunks.readIndex(source.subarray(Math.max(0, source.length - encodedSize.exact)), source.length);
      const whole = region ? tools.scratch(spec) : destination;
      for (const position of positions) {
        const at = index.locate(position);
        if (at) decodeInto(source.subarray(at.offset, at.offset + at.length), tile(whole, position));
        else tools.fill(inner, tile(whole, position));
      }
      if (region) tools.copy(regionOf(whole, region), destination);
    },
  };

  function filledIndex(): View {
    const index = tools.scratch(indexSpec);
    tools.fill(indexSpec, index);
    return index;
  }
}

function boundOf({ encodedSize }: Pipeline): number {
  return "exact" in encodedSize ? encodedSize.exact : encodedSize.atMost;
}

function positionsIn(counts: readonly number[]): readonly (readonly number[])[] {
  return positionsOf(cOrder([], counts)).map((number) =>
    counts.map((count, axis) => Math.floor(number / countOf(counts.slice(axis + 1))) % count),
  );
}
