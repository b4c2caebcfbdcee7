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
  const codecs = (name: string) => parseCodecList(fields[name], at(name)).map(spelledOut);
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

/** The short-hand as the object it stands for. */
function spelledOut(codec: Extension | string): Extension {
  return typeof codec === "string" ? { name: codec } : codec;
}
