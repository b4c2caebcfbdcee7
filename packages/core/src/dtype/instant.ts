import { type DataType, isObject, show, ZarrError } from "@zarrkit/plugin-api";
import { NaT, type TimeConfiguration, type TimeUnit } from "./time-unit.js";

/** Attoseconds since 1970-01-01T00:00Z: every instant of every unit of numpy.datetime64, exactly. */
export type Instant = bigint;

export const attosecondsPerDay = 86_400_000_000_000_000_000_000n;

/** Of the units that always have the same length. Literals, since bundlers cannot drop arithmetic that nobody needs. */
const attosecondsPer: Readonly<Partial<Record<TimeUnit, bigint>>> = {
  W: 604_800_000_000_000_000_000_000n,
  D: attosecondsPerDay,
  h: 3_600_000_000_000_000_000_000n,
  m: 60_000_000_000_000_000_000n,
  s: 1_000_000_000_000_000_000n,
  ms: 1_000_000_000_000_000n,
  us: 1_000_000_000_000n,
  ns: 1_000_000_000n,
  ps: 1_000_000n,
  fs: 1_000n,
  as: 1n,
};

/** The unit and scale of a datetime type; `invalid-argument` for other types and for the unit that nobody named. */
export function timeConfiguration(dataType: Pick<DataType, "name" | "configuration">): TimeConfiguration {
  if (!isObject(dataType)) {
    const message = `A point in time needs its data type, as in toDate(value, array.dataType), found ${show(dataType)}.`;
    throw new ZarrError("invalid-argument", message);
  }
  const { unit, scale_factor } = (dataType.configuration ?? {}) as Partial<TimeConfiguration>;
  if (dataType.name === "numpy.datetime64" && unit && unit !== "generic" && scale_factor) return { unit, scale_factor };
  const found = unit === "generic" ? `${dataType.name} of the unit "generic"` : dataType.name;
  throw new ZarrError("invalid-argument", `Only numpy.datetime64 with a unit names points in time, not ${found}.`);
}

/** The instant that a count of a datetime type means; not for NaT. */
export function instantOf(count: bigint, { unit, scale_factor: scale }: TimeConfiguration): Instant {
  const units = count * BigInt(scale);
  if (unit === "Y") return daysBefore(1970n + units, 1) * attosecondsPerDay;
  if (unit === "M")
    return daysBefore(1970n + floorDivide(units, 12n), Number(modulo(units, 12n)) + 1) * attosecondsPerDay;
  return units * attosecondsPer[unit]!;
}

/** The reverse; `invalid-argument` where the type has no count for exactly this instant. `text` names it in the error. */
export function countOf(instant: Instant, { unit, scale_factor: scale }: TimeConfiguration, text: string): bigint {
  const units = unit === "Y" || unit === "M" ? wholeMonths(instant, unit) : divided(instant, attosecondsPer[unit]!);
  const count = units === undefined ? undefined : divided(units, BigInt(scale));
  const type = `numpy.datetime64 in steps of ${scale === 1 ? "" : `${scale} `}${unit}`;
  if (count === undefined) {
    throw new ZarrError("invalid-argument", `${text} lies between two values of ${type}: round it first.`);
  }
  if (BigInt.asIntN(64, count) !== count || count === NaT) {
    throw new ZarrError("invalid-argument", `${text} is too far from 1970 for ${type}.`);
  }
  return count;
}

function wholeMonths(instant: Instant, unit: "Y" | "M"): bigint | undefined {
  const { year, month, day } = dateOf(floorDivide(instant, attosecondsPerDay));
  if (modulo(instant, attosecondsPerDay) !== 0n || day !== 1) return undefined;
  if (unit === "M") return (year - 1970n) * 12n + BigInt(month - 1);
  return month === 1 ? year - 1970n : undefined;
}

/** The Gregorian calendar repeats every 400 years, so `Date` answers for any year by one near 2000. */
const daysPerCycle = 146_097n;
const day2000 = 10_957n;
const millisecondsPerDay = 86_400_000;

/** Days from 1970-01-01 to the first of a month (from 1) of the proleptic Gregorian calendar. */
export function daysBefore(year: bigint, month: number): bigint {
  const near = 2000 + Number(modulo(year, 400n));
  const days = BigInt(Date.UTC(near, month - 1) / millisecondsPerDay);
  return days + floorDivide(year - 2000n, 400n) * daysPerCycle;
}

/** The date so many days after 1970-01-01. */
export function dateOf(days: bigint): { readonly year: bigint; readonly month: number; readonly day: number } {
  const date = new Date(Number(day2000 + modulo(days - day2000, daysPerCycle)) * millisecondsPerDay);
  const year = BigInt(date.getUTCFullYear()) + 400n * floorDivide(days - day2000, daysPerCycle);
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function floorDivide(value: bigint, divisor: bigint): bigint {
  return (value - modulo(value, divisor)) / divisor;
}

/** From 0 to below the divisor, also for negative values. */
export function modulo(value: bigint, divisor: bigint): bigint {
  return ((value % divisor) + divisor) % divisor;
}

function divided(value: bigint, divisor: bigint): bigint | undefined {
  return value % divisor === 0n ? value / divisor : undefined;
}
