import { type ErrorCode, ZarrError } from "@zarrkit/plugin-api";
import type { Entries } from "../array/entries.js";
import type { Kernel } from "../array/value-codec.js";
import { type FloatFormat, halfToEven, roundTo } from "../number/float-format.js";
import { type FloatType, type IntegerType, isLong, type NumberType } from "../number/number-type.js";

type Numbers = Float64Array;

/**
 * (x − offset) · scale and back, each step in the arithmetic of the data type. A step whose result the type does not
 * have is an error (specification, "Algorithm"): integers do not wrap, do not round, and finite floats stay finite.
 */
export function scaleKernels(
  type: NumberType,
  offset: number | bigint,
  scale: number | bigint,
): { encode: Kernel; decode: Kernel } {
  if (isLong(type)) return longs(type as IntegerType, offset as bigint, scale as bigint);
  const [minus, by] = [Number(offset), Number(scale)];
  return (type.kind === "float" ? floats(type, minus, by) : integers(type, minus, by)) as {
    encode: Kernel;
    decode: Kernel;
  };
}

function floats({ name, format, bits }: FloatType, offset: number, scale: number) {
  const round = bits === 64 ? (value: number) => value : bits === 32 ? Math.fround : roundingTo(format);
  const most = format.most;
  return {
    encode(source: Numbers, destination: Numbers) {
      for (let i = 0; i < source.length; i++) {
        const value = source[i]!;
        const result = round(round(value - offset) * scale);
        if (!(Math.abs(result) <= most) && Number.isFinite(value)) throw unfit("invalid-argument", name, value);
        destination[i] = result;
      }
    },
    decode(source: Numbers, destination: Numbers) {
      for (let i = 0; i < source.length; i++) {
        const value = source[i]!;
        const result = round(round(value / scale) + offset);
        if (!(Math.abs(result) <= most) && Number.isFinite(value)) throw unfit("codec-failed", name, value);
        destination[i] = result;
      }
    },
  };
}

function roundingTo(format: FloatFormat): (value: number) => number {
  return (value) => roundTo(format, value, halfToEven);
}

/** Up to 32 bits: the doubles below are exact wherever they are in range. */
function integers({ name, least, limit }: IntegerType, offset: number, scale: number) {
  const fits = (value: number) => value >= least && value < limit;
  return {
    encode(source: Numbers, destination: Numbers) {
      for (let i = 0; i < source.length; i++) {
        const value = source[i]!;
        const result = (value - offset) * scale;
        if (!fits(value - offset) || !fits(result)) throw unfit("invalid-argument", name, value);
        destination[i] = result;
      }
    },
    decode(source: Numbers, destination: Numbers) {
      for (let i = 0; i < source.length; i++) {
        const value = source[i]!;
        const quotient = value / scale;
        const result = quotient + offset;
        if (!Number.isInteger(quotient) || !fits(quotient) || !fits(result)) throw unfit("codec-failed", name, value);
        destination[i] = result;
      }
    },
  };
}

function longs({ name, isSigned }: IntegerType, offset: bigint, scale: bigint): { encode: Kernel; decode: Kernel } {
  const fits = (value: bigint) => value === (isSigned ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value));
  return {
    encode(source: Entries, destination: Entries) {
      for (let i = 0; i < source.length; i++) {
        const value = source[i] as bigint;
        const result = (value - offset) * scale;
        if (!fits(value - offset) || !fits(result)) throw unfit("invalid-argument", name, value);
        destination[i] = result;
      }
    },
    decode(source: Entries, destination: Entries) {
      for (let i = 0; i < source.length; i++) {
        const value = source[i] as bigint;
        const quotient = value / scale;
        const result = quotient + offset;
        if (quotient * scale !== value || !fits(quotient) || !fits(result)) throw unfit("codec-failed", name, value);
        destination[i] = result;
      }
    },
  };
}

function unfit(code: ErrorCode, type: string, value: number | bigint): ZarrError {
  const [doing, formula] =
    code === "codec-failed" ? ["decoding", "x / scale + offset"] : ["encoding", "(x - offset) * scale"];
  return new ZarrError(
    code,
    `scale_offset: ${doing} ${value} gives a number that ${type} does not have (${formula}, each step in ${type})`,
    { fields: { codec: "scale_offset" } },
  );
}
