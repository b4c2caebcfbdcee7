import { field, type Origin, parseBoolean, parseConfiguration } from "@zarrkit/plugin-api";

export interface Msgpack2Configuration {
  readonly useSingleFloat: boolean;
  readonly useBinType: boolean;
  readonly raw: boolean;
  readonly origin: Origin;
}

export function parseMsgpack2(configuration: unknown, origin: Origin): Msgpack2Configuration {
  const fields = parseConfiguration(configuration, origin, ["use_single_float", "use_bin_type", "raw"]);
  const flag = (name: string, fallback: boolean) => parseBoolean(fields[name], field(origin, name), fallback);
  return {
    useSingleFloat: flag("use_single_float", false),
    useBinType: flag("use_bin_type", true),
    raw: flag("raw", false),
    origin,
  };
}
