import { type Extension, field, type Origin, parseCodecList, parseConfiguration } from "@zarrkit/plugin-api";

export interface OptionalConfig {
  readonly maskCodecs: readonly Extension[];
  readonly dataCodecs: readonly Extension[];
  readonly origin: Origin;
}

export function parse(configuration: unknown, origin: Origin): OptionalConfig {
  const given = parseConfiguration(configuration, origin, ["mask_codecs", "data_codecs"]);
  return {
    maskCodecs: parseCodecList(given["mask_codecs"], field(origin, "mask_codecs")),
    dataCodecs: parseCodecList(given["data_codecs"], field(origin, "data_codecs")),
    origin,
  };
}
