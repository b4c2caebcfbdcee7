import { type ErrorCode, ZarrError } from "@zarrkit/plugin-api";
import type { Entries } from "../array/entries.js";
import type { Kernel } from "../array/value-codec.js";
import { roundTo } from "../number/float-format.js";
import { type FloatType, type IntegerType, isLong, type NumberType } from "../number/number-type.js";
import type { Rounding } from "./config.js";
import { roundings, roundLong } from "./rounding.js";

/** Numbers that are replaced before any rule applies; NaN finds NaN, and either zero finds the other. */
export type ScalarMap = ReadonlyMap<number | bigint, number | bigint>;

export interface CastRules {
  readonly rounding: Rounding;
  readonly outOfRange: "clamp" | "wrap" | undefined;
  readonly map: ScalarMap;
  /** Of the error for a number that no rule covers. */
  readonly code: ErrorCode;
}

type Refuse = (value: number | bigint, why: string) => ZarrError;

/** One direction of cast_value: map, else the number itself, else rounded, else clamped or wrapped, else an error. */
export function castValueKernel(from: NumberType, to: NumberType, rules: CastRules): Kernel {
  const refuse: Refuse = (value, why) =>
    new ZarrError(
      rules.code,
      `cast_value: ${from.name} ${value} ${why} ${to.name}; see rounding, out_of_range and scalar_map`,
      {
        fields: { codec: "cast_value" },
      },
    );
  const convert = to.kind === "float" ? toFloat(to, rules, refuse) : toInteger(to, rules, refuse);
  const { map } = rules;
  if (isLong(from) || isLong(to)) return longKernel(convert, map, isLong(to));
  return (source, destination) => castNumbers(source as Float64Array, destination as Float64Array, convert, map);
}

type Convert = (value: number | bigint) => number | bigint;

function castNumbers(source: Float64Array, destination: Float64Array, convert: Convert, map: ScalarMap): void {
  for (let i = 0; i < source.length; i++) {
    const value = source[i]!;
    const mapped = map.size > 0 ? map.get(value) : undefined;
    destination[i] = (mapped ?? convert(value)) as number;
  }
}

function longKernel(convert: Convert, map: ScalarMap, toLong: boolean): Kernel {
  const entry = toLong ? BigInt : Number;
  return (source: Entries, destination: Entries) => {
    for (let i = 0; i < source.length; i++) {
      const value = source[i]!;
      const small = typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
      destination[i] = entry(map.get(value) ?? convert(small));
    }
  };
}

function toInteger(to: IntegerType, { rounding, outOfRange }: CastRules, refuse: Refuse): Convert {
  const round = roundings[rounding];
  const { least, limit, bits, isSigned } = to;
  const wrap = isSigned ? BigInt.asIntN : BigInt.asUintN;
  const most = isLong(to) ? BigInt(limit) - 1n : limit - 1;

  return (value) => {
    if (typeof value === "bigint") {
      if (value >= least && value < limit) return value;
    } else {
      const whole = round(value);
      if (whole >= least && whole < limit) return whole;
      if (!Number.isFinite(value)) throw refuse(value, "has no equal in");
    }
    if (outOfRange === "clamp") return value < least ? least : most;
    if (outOfRange === undefined) throw refuse(value, "is out of range of");
    const wrapped = wrap(bits, typeof value === "bigint" ? value : BigInt(round(value)));
    return isLong(to) ? wrapped : Number(wrapped);
  };
}

function toFloat(to: FloatType, { rounding, outOfRange }: CastRules, refuse: Refuse): Convert {
  const { format, bits, name } = to;
  const { most, hasNaN, hasInfinity, isSigned } = format;
  const least = isSigned ? -most : 2 ** format.leastExponent;
  const round = roundings[rounding];
  const isNative = bits === 32 && rounding === "nearest-even";
  // The formats named so have no negative zero.
  const zero = name.endsWith("fnuz") ? 0 : -0;

  function rounded(value: number): number {
    if (isNative) return Math.fround(value);
    return bits === 64 ? value : roundTo(format, value, round) + zero;
  }

  return (value) => {
    const result = typeof value === "bigint" ? roundLong(value, format, rounding) : rounded(value);
    if (result >= least && result <= most) return result;
    if (typeof value === "number" && !Number.isFinite(value)) {
      if (Number.isNaN(value) ? hasNaN : hasInfinity) return value;
      throw refuse(value, "has no equal in");
    }
    if (outOfRange !== "clamp") throw refuse(value, "is out of range of");
    const isBelow = result < least;
    if (hasInfinity) return isBelow ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    return isBelow ? least : most;
  };
}
