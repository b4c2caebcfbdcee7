import { type Origin, parseConfiguration } from "@zarrkit/plugin-api";
import { type NamedType, parseNamedType } from "../array/numpy-type.js";

export interface DeltaConfiguration {
  readonly dtype: NamedType | undefined;
  readonly astype: NamedType | undefined;
  readonly origin: Origin;
}

export function parseDelta(configuration: unknown, origin: Origin): DeltaConfiguration {
  const { dtype, astype } = parseConfiguration(configuration, origin, ["dtype", "astype"]);
  return {
    dtype: parseNamedType(dtype, origin, "dtype"),
    astype: parseNamedType(astype, origin, "astype"),
    origin,
  };
}
