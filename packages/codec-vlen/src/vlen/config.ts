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

export interface VlenConfiguration {
  readonly indexCodecs: readonly Extension[];
  readonly dataCodecs: readonly Extension[];
  readonly indexDataType: "uint32" | "uint64";
  readonly indexLocation: "start" | "end";
  /** The two lists as they stand in the document. */
  readonly lists: { readonly index_codecs: unknown; readonly data_codecs: unknown };
  readonly origin: Origin;
}

export function parseVlen(configuration: unknown, origin: Origin): VlenConfiguration {
  const known = ["index_codecs", "data_codecs", "index_data_type", "index_location"];
  const fields = parseConfiguration(configuration, origin, known);
  const at = (name: string) => field(origin, name);
  const codecs = (name: string) => parseCodecs(fields[name], at(name));
  const dataCodecs = codecs("data_codecs");
  if (dataCodecs[0]?.name !== "bytes") {
    throw invalid(at("data_codecs"), `expected "bytes" first, found ${show(dataCodecs[0]?.name)}`);
  }
  return {
    indexCodecs: codecs("index_codecs"),
    dataCodecs,
    indexDataType: parseChoice(fields["index_data_type"], at("index_data_type"), ["uint32", "uint64"]),
    // The first draft had no such field.
    indexLocation: parseChoice(fields["index_location"], at("index_location"), ["start", "end"], "start"),
    lists: { index_codecs: fields["index_codecs"], data_codecs: fields["data_codecs"] },
    origin,
  };
}

/** Names and configurations; the registry checks the rest. */
function parseCodecs(value: unknown, path: string): Extension[] {
  if (!Array.isArray(value)) throw invalid(path, `expected a list of codecs, found ${show(value)}`);
  return value.map((entry: unknown, i) => {
    if (typeof entry === "string") return { name: entry };
    if (isObject(entry) && typeof entry["name"] === "string") return entry as unknown as Extension;
    throw invalid(`${path}[${i}]`, `expected a codec, found ${show(entry)}`);
  });
}
