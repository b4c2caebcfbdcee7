import { type DataType, type Origin, parseChoice, parseInteger, parseObject } from "@zarrkit/plugin-api";
import { integerOf } from "./integer.js";
import type { Container } from "./numeric.js";
import { badValue } from "./refuse.js";
import { NaT, type TimeConfiguration, timeUnits } from "./time-unit.js";

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
    fillFromScalar: (value) => counts.fillFromScalar(count(value)),
    setScalar: (data, index, value) => counts.setScalar(data, index, count(value)),
    fillToJson(fill, format) {
      const count = counts.fillToJson(fill, format);
      return count === NaT && format === 3 ? "NaT" : count;
    },
  };

  /** The value itself; what people call a time is sent to those who convert it. */
  function count(value: bigint): bigint {
    const isTime = name === "numpy.datetime64" && ((value as unknown) instanceof Date || typeof value === "string");
    if (isTime) throw badValue(value, name, "a bigint, as fromDate() and fromIso() make one");
    return value;
  }

  return type as unknown as DataType;
}
