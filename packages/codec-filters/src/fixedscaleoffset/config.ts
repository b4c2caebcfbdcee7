import { field, invalid, type Origin, parseConfiguration, show } from "@zarrkit/plugin-api";
import { type NamedType, parseNamedType } from "../array/numpy-type.js";

export interface FixedscaleoffsetConfiguration {
  readonly offset: number;
  readonly scale: number;
  readonly dtype: NamedType | undefined;
  readonly astype: NamedType | undefined;
  readonly origin: Origin;
}

export function parseFixedscaleoffset(configuration: unknown, origin: Origin): FixedscaleoffsetConfiguration {
  const { offset, scale, dtype, astype } = parseConfiguration(configuration, origin, [
    "offset",
    "scale",
    "dtype",
    "astype",
  ]);
  const parsed = {
    offset: finite(offset, field(origin, "offset")),
    scale: finite(scale, field(origin, "scale")),
    dtype: parseNamedType(dtype, origin, "dtype"),
    astype: parseNamedType(astype, origin, "astype"),
    origin,
  };
  if (parsed.scale === 0) throw invalid(field(origin, "scale"), "0 would make every element the same");
  return parsed;
}

function finite(value: unknown, path: string): number {
  if (typeof value === "bigint" && BigInt(Number(value)) === value) return Number(value);
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw invalid(path, `expected a number that a double holds, found ${show(value)}`);
  }
  return value;
}
