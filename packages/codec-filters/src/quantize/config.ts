import { field, type Origin, parseConfiguration, parseInteger } from "@zarrkit/plugin-api";
import { type NamedType, parseNamedType } from "../array/numpy-type.js";

export interface QuantizeConfiguration {
  readonly digits: number;
  readonly dtype: NamedType | undefined;
  readonly astype: NamedType | undefined;
  readonly origin: Origin;
}

/** Powers of ten beyond which no double has a digit to keep. */
const mostDigits = 308;

export function parseQuantize(configuration: unknown, origin: Origin): QuantizeConfiguration {
  const { digits, dtype, astype } = parseConfiguration(configuration, origin, ["digits", "dtype", "astype"]);
  return {
    digits: parseInteger(digits, field(origin, "digits"), -mostDigits, mostDigits),
    dtype: parseNamedType(dtype, origin, "dtype"),
    astype: parseNamedType(astype, origin, "astype"),
    origin,
  };
}
