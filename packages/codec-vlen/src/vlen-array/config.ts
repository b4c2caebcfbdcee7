import { field, invalid, type Origin, parseConfiguration, show } from "@zarrkit/plugin-api";

export interface VlenArrayConfiguration {
  /** NumPy's name of the inner data type; `undefined` in v3 documents of zarrs. */
  readonly dtype: string | undefined;
  readonly origin: Origin;
}

export function parseVlenArray(configuration: unknown, origin: Origin): VlenArrayConfiguration {
  const { dtype } = parseConfiguration(configuration, origin, ["dtype"]);
  if (dtype !== undefined && typeof dtype !== "string") {
    throw invalid(field(origin, "dtype"), `expected the name of a data type, found ${show(dtype)}`);
  }
  return { dtype, origin };
}
