import type { Bytes, Fill, Origin } from "@zarrkit/plugin-api";
import { badFill } from "./refuse.js";

/** How one float type spells its numbers in bytes. */
export interface FloatFormat {
  readonly itemSize: number;
  /** Little-endian bytes of a number rounded to the type, half to even; NaN is the canonical quiet one. */
  encode(value: number): Bytes;
  decode(bytes: Bytes): number;
}

const words = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, "-Infinity": Number.NEGATIVE_INFINITY };

/**
 * A number, "NaN", "Infinity", "-Infinity", or "0x…", the bit pattern: the only way to write other NaNs (zarr-specs v3.1,
 * "Fill value").
 */
export function fillFromJson(json: unknown, origin: Origin, { itemSize, encode }: FloatFormat): Fill {
  if (typeof json === "number" && (origin.format === 2 || Number.isFinite(json))) return encode(json);
  if (typeof json === "bigint") return encode(Number(json));
  if (typeof json === "string") {
    if (Object.hasOwn(words, json)) return encode(words[json as keyof typeof words]);
    if (json.length === 2 + 2 * itemSize && /^0x[0-9a-fA-F]+$/.test(json)) {
      return Uint8Array.from({ length: itemSize }, (_, i) => {
        const at = json.length - 2 * (i + 1);
        return Number.parseInt(json.slice(at, at + 2), 16);
      });
    }
  }
  throw badFill(
    origin,
    json,
    `a number, "NaN", "Infinity", "-Infinity" or "0x" and ${2 * itemSize} hexadecimal digits`,
  );
}

export function fillToJson(fill: Bytes, { encode, decode }: FloatFormat): unknown {
  const value = decode(fill);
  if (Number.isFinite(value)) return value;
  if (encode(value).every((byte, i) => byte === fill[i])) return String(value);
  const digits = Array.from(fill, (byte) => byte.toString(16).padStart(2, "0"));
  return `0x${digits.reverse().join("")}`;
}
