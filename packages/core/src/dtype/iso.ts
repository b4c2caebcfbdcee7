import { type DataType, show, ZarrError } from "@zarrkit/plugin-api";
import {
  attosecondsPerDay,
  countOf,
  dateOf,
  daysBefore,
  floorDivide,
  instantOf,
  modulo,
  timeConfiguration,
} from "./instant.js";
import { NaT, type TimeUnit } from "./time-unit.js";

type TimeType = Pick<DataType, "name" | "configuration">;

/** Digits after the seconds. */
const fractionDigits: Readonly<Partial<Record<TimeUnit, number>>> = {
  s: 0,
  ms: 3,
  us: 6,
  ns: 9,
  ps: 12,
  fs: 15,
  as: 18,
};

/**
 * A value of numpy.datetime64 as ISO 8601 text, exact and as fine as its unit: "2020", "2020-05", "2020-05-17",
 * "2020-05-17T21:00Z", "2020-05-17T21:00:30.000000001Z"; NaT as "NaT". Times bear the Z, so that no reader takes them for local
 * ones. Years outside 0 to 9999 have a sign and six digits or more, as in ECMAScript.
 */
export function toIso(value: bigint, dataType: TimeType): string {
  const configuration = timeConfiguration(dataType);
  const { unit } = configuration;
  if (value === NaT) return "NaT";
  const instant = instantOf(value, configuration);
  const { year, month, day } = dateOf(floorDivide(instant, attosecondsPerDay));
  const parts = [
    yearText(year),
    ...(unit === "Y" ? [] : [digits(month, 2)]),
    ...(["Y", "M"].includes(unit) ? [] : [digits(day, 2)]),
  ];
  const date = parts.join("-");
  return ["Y", "M", "W", "D"].includes(unit) ? date : `${date}T${timeText(modulo(instant, attosecondsPerDay), unit)}Z`;
}

function timeText(sinceMidnight: bigint, unit: TimeUnit): string {
  const seconds = sinceMidnight / 10n ** 18n;
  const minutes = `${digits(seconds / 3600n, 2)}:${digits((seconds / 60n) % 60n, 2)}`;
  const precision = fractionDigits[unit];
  if (precision === undefined) return minutes;
  const fraction = digits(sinceMidnight % 10n ** 18n, 18).slice(0, precision);
  return `${minutes}:${digits(seconds % 60n, 2)}${fraction && `.${fraction}`}`;
}

function yearText(year: bigint): string {
  if (year >= 0n && year <= 9999n) return digits(year, 4);
  return year < 0n ? `-${digits(-year, 6)}` : `+${digits(year, 6)}`;
}

function digits(value: number | bigint, length: number): string {
  return String(value).padStart(length, "0");
}

const isoText =
  /^(\d{4}|[+-]\d{6,20})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,18}))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/;

/**
 * The value of a numpy.datetime64 type that ISO 8601 text names; a time without a zone is UTC. "NaT" is NaT. `invalid-argument`
 * for other text, and where the type has no value for exactly this instant.
 */
export function fromIso(text: string, dataType: TimeType): bigint {
  const configuration = timeConfiguration(dataType);
  if (text === "NaT") return NaT;
  const [, year, month = "1", day = "1", hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] =
    isoText.exec(text) ?? [];
  if (year === undefined) throw notIso(text);
  const days = daysBefore(BigInt(year), Number(month)) + BigInt(day) - 1n;
  const exists = Number(month) <= 12 && dateOf(days).month === Number(month) && Number(day) > 0;
  const offset = zoneMinutes(zone);
  if (!exists || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || offset === undefined)
    throw notIso(text);
  const seconds = (BigInt(hour) * 60n + BigInt(minute) - offset) * 60n + BigInt(second);
  const attoseconds = seconds * 10n ** 18n + BigInt(fraction.padEnd(18, "0"));
  return countOf(days * attosecondsPerDay + attoseconds, configuration, text);
}

function zoneMinutes(zone: string): bigint | undefined {
  if (zone === "Z") return 0n;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2)) * Number(zone.length > 3)];
  if (hours > 23 || minutes > 59) return undefined;
  return BigInt((zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes));
}

function notIso(text: string): ZarrError {
  return new ZarrError(
    "invalid-argument",
    `${show(text)} names no point in time: expected ISO 8601 text such as 2020-05-17 or 2020-05-17T21:00:30.5Z, or NaT.`,
  );
}
