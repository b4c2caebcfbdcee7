import type { Bytes, Fill, Origin } from "@zarrkit/plugin-api";
import { badFill } from "./refuse.js";

/** How one float type spells its numbers in bytes. */
export interface FloatFormat {
  readonly itemSize: number;
  /**
   * Little-endian bytes of a number rounded to the type, half to even; NaN is the canonical quiet one. `undefined` where
   * the type lacks the number.
   */
  encode(value: number): Bytes | undefined;
  decode(bytes: Bytes): number;
}

const words = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, "-Infinity": Number.NEGATIVE_INFINITY };

/**
 * A number, "NaN", "Infinity", "-Infinity", or "0x…", the bit pattern: the only way to write other NaNs (zarr-specs v3.1,
 * "Fill value").
 */
export function fillFromJson(json: unknown, origin: Origin, { itemSize, encode }: FloatFormat): Fill {
  const value = numberOf(json, origin.format);
  const fill = value === undefined ? patternOf(json, itemSize) : encode(value);
  if (fill) return fill;
  const digits = `"0x" and ${2 * itemSize} hexadecimal digits`;
  throw badFill(origin, json, `a number, "NaN", "Infinity", "-Infinity" (where the type has them) or ${digits}`);
}

function numberOf(json: unknown, format: 2 | 3): number | undefined {
  if (typeof json === "bigint") return Number(json);
  if (typeof json === "number") return format === 2 || Number.isFinite(json) ? json : undefined;
  return typeof json === "string" && Object.hasOwn(words, json) ? words[json as keyof typeof words] : undefined;
}

function patternOf(json: unknown, itemSize: number): Bytes | undefined {
  if (typeof json !== "string" || json.length !== 2 + 2 * itemSize || !/^0x[0-9a-fA-F]+$/.test(json)) return undefined;
  return Uint8Array.from({ length: itemSize }, (_, i) => {
    const at = json.length - 2 * (i + 1);
    return Number.parseInt(json.slice(at, at + 2), 16);
  });
}

/** The reverse. v2 has no spelling for other NaNs than the canonical one. */
export function fillToJson(fill: Bytes, format: 2 | 3, { encode, decode }: FloatFormat): unknown {
  const value = decode(fill);
  if (Number.isFinite(value)) return value;
  // Engines may carry a payload through `value`; the constant is the canonical NaN.
  const canonical = encode(Number.isNaN(value) ? Number.NaN : value);
  if (format === 2 || canonical?.every((byte, i) => byte === fill[i])) return String(value);
  const digits = Array.from(fill, (byte) => byte.toString(16).padStart(2, "0"));
  return `0x${digits.reverse().join("")}`;
}
