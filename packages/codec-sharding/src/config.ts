import {
  type Extension,
  field,
  invalid,
  isObject,
  type Origin,
  parseChoice,
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
    codecs: parseCodecs(given["codecs"], field(origin, "codecs")),
    indexCodecs: parseCodecs(given["index_codecs"], field(origin, "index_codecs")),
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

/** Names and short-hands as they stand; the codecs themselves are checked when they are bound. */
function parseCodecs(value: unknown, path: string): Extension[] {
  if (!Array.isArray(value)) throw invalid(path, `expected a list of codecs, found ${show(value)}`);
  for (const [i, codec] of value.entries()) {
    if (typeof codec !== "string" && !(isObject(codec) && typeof codec["name"] === "string")) {
      throw invalid(`${path}[${i}]`, `expected a name or an object with one, found ${show(codec)}`);
    }
  }
  return value;
}
