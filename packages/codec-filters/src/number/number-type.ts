import type { DataType } from "@zarrkit/plugin-api";
import type { Entries } from "../array/entries.js";
import { type FloatFormat, floatFormats } from "./float-format.js";

/** A data type of real numbers, as arithmetic sees it. */
export type NumberType = IntegerType | FloatType;

export interface IntegerType {
  readonly kind: "integer";
  readonly name: string;
  readonly bits: number;
  readonly isSigned: boolean;
  /** True for bool, which takes any number other than 0 for true. */
  readonly isBool: boolean;
  /** The least value, and the first one above the greatest: both are exact as doubles, which 2^63 − 1 is not. */
  readonly least: number;
  readonly limit: number;
}

export interface FloatType {
  readonly kind: "float";
  readonly name: string;
  readonly bits: number;
  readonly format: FloatFormat;
}

/** `undefined` for types that hold no real numbers, or hold them in a container other than one entry a number. */
export function numberType(dataType: DataType): NumberType | undefined {
  const type = described(dataType.name);
  return type && dataType.allocate(0) instanceof containerOf(type) ? type : undefined;
}

function described(name: string): NumberType | undefined {
  if (name === "bool") {
    return { kind: "integer", name, bits: 8, isSigned: false, isBool: true, least: 0, limit: 2 };
  }
  const [, unsigned, digits] = /^(u?)int(2|4|8|16|32|64)$/.exec(name) ?? [];
  if (digits !== undefined) {
    const isSigned = unsigned === "";
    const bits = Number(digits);
    const limit = 2 ** (isSigned ? bits - 1 : bits);
    return { kind: "integer", name, bits, isSigned, isBool: false, least: isSigned ? -limit : 0, limit };
  }
  if (!Object.hasOwn(floatFormats, name)) return undefined;
  const bits = Number(/\d+/.exec(name)![0]);
  return { kind: "float", name, bits, format: floatFormats[name]! };
}

/** Floats narrower than 32 bits lie in a Float32Array, which holds each of their values exactly. */
function containerOf(type: NumberType): abstract new () => Entries {
  if (type.kind === "float") return type.bits === 64 ? Float64Array : Float32Array;
  const { bits, isSigned } = type;
  if (bits === 64) return isSigned ? BigInt64Array : BigUint64Array;
  if (bits === 32) return isSigned ? Int32Array : Uint32Array;
  if (bits === 16) return isSigned ? Int16Array : Uint16Array;
  return isSigned ? Int8Array : Uint8Array;
}

/** True for the types that NumPy has too. */
export function isNumpyType(type: NumberType): boolean {
  return type.bits >= 8 && !type.name.includes("_") && type.name !== "bfloat16";
}

export function isLong(type: NumberType): boolean {
  return type.kind === "integer" && type.bits === 64;
}
