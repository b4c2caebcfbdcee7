import { type DataType, ZarrError } from "@zarrkit/plugin-api";
import { countOf, instantOf, timeConfiguration } from "./instant.js";
import { toIso } from "./iso.js";
import { NaT } from "./time-unit.js";

type TimeType = Pick<DataType, "name" | "configuration">;

const attosecondsPerMillisecond = 1_000_000_000_000_000n;

/** ECMAScript's bound: 100 million days around 1970. */
const lastMillisecond = 8_640_000_000_000_000n;

/**
 * A value of numpy.datetime64 as a `Date`; NaT as an invalid one. Exact: `invalid-argument` for values that a `Date` cannot
 * hold, which counts whole milliseconds and ends with the year 275760.
 *
 * @example toDate(data[0], array.dataType).toISOString()
 */
export function toDate(value: bigint, dataType: TimeType): Date {
  const configuration = timeConfiguration(dataType);
  if (value === NaT) return new Date(Number.NaN);
  const instant = instantOf(value, configuration);
  const milliseconds = instant / attosecondsPerMillisecond;
  const isWhole = instant % attosecondsPerMillisecond === 0n;
  if (isWhole && milliseconds <= lastMillisecond && milliseconds >= -lastMillisecond)
    return new Date(Number(milliseconds));
  const reason = isWhole ? "ends with the year 275760" : "counts whole milliseconds";
  throw new ZarrError(
    "invalid-argument",
    `${toIso(value, dataType)} is no Date, which ${reason}: take its text by toIso().`,
  );
}

/**
 * The reverse; an invalid `Date` becomes NaT. `invalid-argument` where the type has no value for exactly this instant: a time
 * of day for a type of days.
 */
export function fromDate(date: Date, dataType: TimeType): bigint {
  const configuration = timeConfiguration(dataType);
  const milliseconds = date.getTime();
  if (Number.isNaN(milliseconds)) return NaT;
  return countOf(BigInt(milliseconds) * attosecondsPerMillisecond, configuration, date.toISOString());
}
