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
  readonly origin: Origin;
}

export function parseVlen(configuration: unknown, origin: Origin): VlenConfiguration {
  const known = ["index_codecs", "data_codecs", "index_data_type", "index_location"];
  const fields = parseConfiguration(configuration, origin, known);
  const at = (name: string) => field(origin, name);
  const dataCodecs = parseCodecList(fields["data_codecs"], at("data_codecs"));
  const first = nameOf(dataCodecs[0]);
  if (first !== "bytes") throw invalid(at("data_codecs"), `expected "bytes" first, found ${show(first)}`);
  return {
    indexCodecs: parseCodecList(fields["index_codecs"], at("index_codecs")),
    dataCodecs,
    indexDataType: parseChoice(fields["index_data_type"], at("index_data_type"), ["uint32", "uint64"]),
    // The first draft had no such field.
    indexLocation: parseChoice(fields["index_location"], at("index_location"), ["start", "end"], "start"),
    origin,
  };
}

/** A document may say a name alone. */
function nameOf(codec: Extension | string | undefined): string | undefined {
  return typeof codec === "string" ? codec : codec?.name;
}
