import { show, ZarrError } from "@zarrkit/plugin-api";
import { deepest, isPlainObject } from "../elements/own-property.js";
import type { Msgpack2Configuration } from "./config.js";

type Options = Pick<Msgpack2Configuration, "useSingleFloat" | "useBinType">;

/** A value as msgpack-python packs it: every integer and length in as few bytes as it can. */
export function pack(value: unknown, { useSingleFloat, useBinType }: Options): Uint8Array {
  let bytes = new Uint8Array(1024);
  let view = new DataView(bytes.buffer);
  let at = 0;

  /** Room for that many more bytes; answers where they begin. */
  function room(length: number): number {
    if (at + length > bytes.length) {
      const larger = new Uint8Array(Math.max(2 * bytes.length, at + length));
      larger.set(bytes);
      bytes = larger;
      view = new DataView(bytes.buffer);
    }
    at += length;
    return at - length;
  }

  // The room is made first, since `view` and `bytes` are new ones after it.
  function uint(length: 1 | 2 | 4, value: number): void {
    const start = room(length);
    if (length === 1) view.setUint8(start, value);
    else if (length === 2) view.setUint16(start, value);
    else view.setUint32(start, value);
  }

  function raw(source: Uint8Array): void {
    const start = room(source.length);
    bytes.set(source, start);
  }

  function put(value: unknown, depth: number): void {
    if (depth > deepest) throw refused(`lists and maps are nested deeper than ${deepest}, or in a circle`);
    if (value === null) return uint(1, 0xc0);
    if (typeof value === "boolean") return uint(1, value ? 0xc3 : 0xc2);
    if (typeof value === "number") return number(value);
    if (typeof value === "bigint") return integer(value);
    if (typeof value === "string") return text(value);
    if (value instanceof Uint8Array) return binary(value);
    if (Array.isArray(value)) {
      header(value.length, 0x90, 16, undefined, 0xdc);
      for (const item of value) put(item, depth + 1);
      return;
    }
    if (!isPlainObject(value)) throw refused(`MessagePack has no way to say ${show(value)}`);
    const entries = Object.entries(value);
    header(entries.length, 0x80, 16, undefined, 0xde);
    for (const [key, inner] of entries) {
      text(key);
      put(inner, depth + 1);
    }
  }

  /** A tag that holds a length below `few`, or one of the tags for lengths of 8, 16 and 32 bits. */
  function header(length: number, short: number, few: number, tag8: number | undefined, tag16: number): void {
    if (length < few) return uint(1, short | length);
    if (length < 0x100 && tag8 !== undefined) {
      uint(1, tag8);
      uint(1, length);
    } else if (length < 0x10000) {
      uint(1, tag16);
      uint(2, length);
    } else {
      uint(1, tag16 + 1);
      uint(4, length);
    }
  }

  function number(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return integer(value);
    uint(1, useSingleFloat ? 0xca : 0xcb);
    const start = room(useSingleFloat ? 4 : 8);
    if (useSingleFloat) view.setFloat32(start, value);
    else view.setFloat64(start, value);
  }

  function integer(value: number | bigint): void {
    if (value >= 0 ? value < 0x80 : value >= -0x20) return uint(1, Number(value));
    const [tag, length] = value >= 0 ? unsignedTag(value) : signedTag(value);
    uint(1, tag);
    if (length < 8) return uint(length as 1 | 2 | 4, Number(value));
    const start = room(8);
    view.setBigUint64(start, BigInt.asUintN(64, BigInt(value)));
  }

  function text(value: string): void {
    const encoded = utf8(value);
    header(encoded.length, 0xa0, 32, useBinType ? 0xd9 : undefined, 0xda);
    raw(encoded);
  }

  function binary(value: Uint8Array): void {
    if (useBinType) header(value.length, 0, 0, 0xc4, 0xc5);
    else header(value.length, 0xa0, 32, undefined, 0xda);
    raw(value);
  }

  put(value, 0);
  return bytes.slice(0, at);
}

const encoder = new TextEncoder();
const short = new Uint8Array(64);

/** The bytes of a text, to be read before the next one is asked for. Short ASCII is quicker without an encoder. */
function utf8(value: string): Uint8Array {
  let length = 0;
  while (length < value.length && length < short.length) {
    const unit = value.charCodeAt(length);
    if (unit >= 0x80) break;
    short[length++] = unit;
  }
  if (length === value.length) return short.subarray(0, length);
  if (/\p{Surrogate}/u.test(value)) throw refused(`UTF-8 cannot hold half a surrogate pair: ${show(value)}`);
  return encoder.encode(value);
}

function unsignedTag(value: number | bigint): [tag: number, length: number] {
  if (value < 0x100) return [0xcc, 1];
  if (value < 0x10000) return [0xcd, 2];
  if (value < 0x100000000) return [0xce, 4];
  if (value < 2n ** 64n) return [0xcf, 8];
  throw refused(`${value} is beyond 64 bits`);
}

function signedTag(value: number | bigint): [tag: number, length: number] {
  if (value >= -0x80) return [0xd0, 1];
  if (value >= -0x8000) return [0xd1, 2];
  if (value >= -0x80000000) return [0xd2, 4];
  if (value >= -(2n ** 63n)) return [0xd3, 8];
  throw refused(`${value} is beyond 64 bits`);
}

function refused(problem: string): ZarrError {
  return new ZarrError("invalid-argument", `msgpack2: ${problem}`, { fields: { codec: "msgpack2" } });
}
