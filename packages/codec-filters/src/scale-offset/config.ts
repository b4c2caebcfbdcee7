import { field, invalid, type Origin, parseConfiguration, show } from "@zarrkit/plugin-api";

/** A number as a fill value of a data type is written, which only `bind` knows. */
export type ScalarJson = number | bigint | string;

export interface ScaleOffsetConfiguration {
  readonly offset: ScalarJson | undefined;
  readonly scale: ScalarJson | undefined;
  readonly origin: Origin;
}

export function parseScaleOffset(configuration: unknown, origin: Origin): ScaleOffsetConfiguration {
  const { offset, scale } = parseConfiguration(configuration, origin, ["offset", "scale"]);
  return {
    offset: parseScalar(offset, field(origin, "offset")),
    scale: parseScalar(scale, field(origin, "scale")),
    origin,
  };
}

function parseScalar(value: unknown, path: string): ScalarJson | undefined {
  if (value === undefined || typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "string" && /^(NaN|-?Infinity|0x[0-9a-fA-F]+)$/.test(value)) return value;
  throw invalid(path, `expected a number as a fill value is written, found ${show(value)}`);
}
