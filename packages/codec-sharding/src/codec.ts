import {
  type ArrayToBytes,
  type ChunkSpec,
  type CodecModule,
  field,
  invalid,
  type Tools,
  ZarrError,
} from "@zarrkit/plugin-api";
import { parse, type ShardingConfig } from "./config.js";
import { bindIndex } from "./index-codec.js";
import { Shards } from "./shards.js";

export { parse };

export const toConfiguration: CodecModule<ShardingConfig, "array-bytes">["toConfiguration"] = (config) => ({
  chunk_shape: config.chunkShape,
  codecs: config.codecs,
  index_codecs: config.indexCodecs,
  index_location: config.indexLocation,
});

/** Binds inner codecs and index codecs, so that nothing is left to load when a shard is read. */
export async function bind(config: ShardingConfig, spec: ChunkSpec, tools: Tools): Promise<ArrayToBytes> {
  const counts = chunksPerShard(config, spec.shape, tools);
  const origin = { ...config.origin, path: field(config.origin, "codecs") };
  const inner = await tools.bindPipeline(config.codecs, { ...spec, shape: config.chunkShape }, origin);
  return new Shards(config, spec, counts, inner, await bindIndex(config, counts, tools), tools).codec();
}

function chunksPerShard({ chunkShape, origin }: ShardingConfig, shape: readonly number[], tools: Tools): number[] {
  const path = field(origin, "chunk_shape");
  if (chunkShape.length !== shape.length)
    throw invalid(path, `has ${chunkShape.length} axes, but the shard has ${shape.length}`);
  const counts = shape.map((length, axis) => length / chunkShape[axis]!);
  if (!counts.every(Number.isInteger))
    throw invalid(path, `[${chunkShape}] does not divide the shard's shape [${shape}]`);
  const total = counts.reduce((product, count) => product * count, 1);
  if (total > tools.limits.indexEntries) {
    const limit = tools.limits.indexEntries;
    throw new ZarrError(
      "limit-exceeded",
      `${path}: a shard of ${total} inner chunks is over the limit of ${limit}: raise \`limits.indexEntries\`.`,
    );
  }
  return counts;
}
