import { type Extension, field, invalid, isObject, type Origin, parseConfiguration, show } from "@zarrkit/plugin-api";

export interface OptionalConfig {
  readonly maskCodecs: readonly Extension[];
  readonly dataCodecs: readonly Extension[];
  readonly origin: Origin;
}

export function parse(configuration: unknown, origin: Origin): OptionalConfig {
  const given = parseConfiguration(configuration, origin, ["mask_codecs", "data_codecs"]);
  return {
    maskCodecs: parseCodecs(given["mask_codecs"], field(origin, "mask_codecs")),
    dataCodecs: parseCodecs(given["data_codecs"], field(origin, "data_codecs")),
    origin,
  };
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
