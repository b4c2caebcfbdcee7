import {
  type Extension,
  field,
  invalid,
  type Origin,
  parseChoice,
  parseCodecList,
  parseConfiguration,
  show,
} from "@zarrkit/plugin-api";

export interface ShardingConfig {
  readonly chunkShape: readonly number[];
  readonly codecs: readonly Extension[];
  readonly indexCodecs: readonly Extension[];
  readonly indexLocation: "start" | "end";
  readonly origin: Origin;
}

export function parse(configuration: unknown, origin: Origin): ShardingConfig {
  const known = ["chunk_shape", "codecs", "index_codecs", "index_location"];
  const given = parseConfiguration(configuration, origin, known);
  return {
    chunkShape: parseChunkShape(given["chunk_shape"], field(origin, "chunk_shape")),
    codecs: parseCodecList(given["codecs"], field(origin, "codecs")),
    indexCodecs: parseCodecList(given["index_codecs"], field(origin, "index_codecs")),
    indexLocation: parseChoice(given["index_location"], field(origin, "index_location"), ["start", "end"], "end"),
    origin,
  };
}

function parseChunkShape(value: unknown, path: string): number[] {
  if (!Array.isArray(value) || value.some((length) => !Number.isSafeInteger(length) || length < 1)) {
    throw invalid(path, `expected a list of positive integers, found ${show(value)}`);
  }
  return value;
}
