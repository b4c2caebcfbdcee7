import { type DataType, type Origin, parseChoice, parseInteger, parseObject } from "@zarrkit/plugin-api";
import { integerOf } from "./integer.js";
import type { Container } from "./numeric.js";

/** NumPy's units of time; "generic" is one that nobody named. */
export const timeUnits = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "generic"] as const;

export type TimeUnit = (typeof timeUnits)[number];

/** One count of a numpy.datetime64 or numpy.timedelta64 is `scale_factor` units. */
export interface TimeConfiguration {
  readonly unit: TimeUnit;
  readonly scale_factor: number;
}

/** Not a time: the smallest 64-bit integer, as NumPy has it. */
export const NaT = -(2n ** 63n);

/**
 * numpy.datetime64 and numpy.timedelta64 `{ unit, scale_factor }` (zarr-extensions): counts of `scale_factor` units, for
 * datetimes since 1970-01-01 (UTC by convention). Container: BigInt64Array, exact; `toDate`, `toIso` and their reverses convert.
 */
export function parse(name: string, configuration: unknown, origin: Origin): DataType | undefined {
  if (name !== "numpy.datetime64" && name !== "numpy.timedelta64") return undefined;
  const path = `${origin.path}.configuration`;
  const { unit, scale_factor: scale } = parseObject(configuration, path, ["unit", "scale_factor"]);
  const parsed: TimeConfiguration = {
    // NumPy takes the micro sign and the Greek letter for "us".
    unit: parseChoice(unit === "μs" || unit === "µs" ? "us" : unit, `${path}.unit`, timeUnits),
    scale_factor: parseInteger(scale, `${path}.scale_factor`, 1, 2 ** 31 - 1),
  };
  const counts = integerOf<BigInt64Array>(name, BigInt64Array as unknown as Container<BigInt64Array>, 64, true);
  const type: DataType<string, BigInt64Array, bigint> = {
    ...(counts as DataType<string, BigInt64Array, bigint>),
    configuration: { ...parsed },
    fillFromJson: (json, inner) => counts.fillFromJson(json === "NaT" ? NaT : json, inner),
    fillToJson(fill, format) {
      const count = counts.fillToJson(fill, format);
      return count === NaT && format === 3 ? "NaT" : count;
    },
  };
  return type as unknown as DataType;
}
