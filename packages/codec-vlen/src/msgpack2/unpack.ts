import { type Bytes, codecFailed } from "@zarrkit/plugin-api";
import { deepest, setOwnProperty } from "../elements/own-property.js";

/**
 * One MessagePack value. Lengths are checked against the bytes that are left before anything is allocated. With `raw`,
 * text stays bytes, except for the keys of maps and the name of the data type that ends the document.
 */
export function unpack(source: Bytes, raw: boolean): unknown {
  // A copy, so that byte strings are the caller's own; browsers decode no shared memory either.
  const bytes = new Uint8Array(source);
  const view = new DataView(bytes.buffer);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let at = 0;

  /** Moves past that many bytes and answers where they began. */
  function skip(length: number): number {
    if (length > bytes.length - at)
      throw codecFailed("msgpack2", `${length} bytes are announced at ${at}, and fewer are left`);
    at += length;
    return at - length;
  }

  const uint8 = () => view.getUint8(skip(1));
  const uint16 = () => view.getUint16(skip(2));
  const uint32 = () => view.getUint32(skip(4));

  function value(depth: number): unknown {
    if (depth > deepest) throw codecFailed("msgpack2", `its lists and maps are nested deeper than ${deepest}`);
    const tag = uint8();
    if (tag < 0x80) return tag;
    if (tag < 0x90) return map(tag & 0x0f, depth);
    if (tag < 0xa0) return list(tag & 0x0f, depth);
    if (tag < 0xc0) return text(tag & 0x1f);
    if (tag >= 0xe0) return tag - 0x100;
    switch (tag) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
        return binary(uint8());
      case 0xc5:
        return binary(uint16());
      case 0xc6:
        return binary(uint32());
      case 0xca:
        return view.getFloat32(skip(4));
      case 0xcb:
        return view.getFloat64(skip(8));
      case 0xcc:
        return uint8();
      case 0xcd:
        return uint16();
      case 0xce:
        return uint32();
      case 0xcf:
        return long(view.getBigUint64(skip(8)));
      case 0xd0:
        return view.getInt8(skip(1));
      case 0xd1:
        return view.getInt16(skip(2));
      case 0xd2:
        return view.getInt32(skip(4));
      case 0xd3:
        return long(view.getBigInt64(skip(8)));
      case 0xd9:
        return text(uint8());
      case 0xda:
        return text(uint16());
      case 0xdb:
        return text(uint32());
      case 0xdc:
        return list(uint16(), depth);
      case 0xdd:
        return list(uint32(), depth);
      case 0xde:
        return map(uint16(), depth);
      case 0xdf:
        return map(uint32(), depth);
    }
    throw codecFailed(
      "msgpack2",
      `byte ${at - 1} is 0x${tag.toString(16)}, an extension, which stands for no known value`,
    );
  }

  function binary(length: number): Uint8Array {
    const start = skip(length);
    return bytes.slice(start, start + length);
  }

  function text(length: number): string | Uint8Array {
    if (raw) return binary(length);
    const start = skip(length);
    try {
      return decoder.decode(bytes.subarray(start, start + length));
    } catch {
      throw codecFailed("msgpack2", `the text at ${start} is no UTF-8`);
    }
  }

  function list(length: number, depth: number): unknown[] {
    checkCount(length);
    return Array.from({ length }, () => value(depth + 1));
  }

  function map(length: number, depth: number): object {
    checkCount(2 * length);
    const fields = {};
    for (let i = 0; i < length; i++) {
      const key = value(depth + 1);
      const name = key instanceof Uint8Array ? decoder.decode(key) : key;
      if (typeof name !== "string") throw codecFailed("msgpack2", "a key of a map is no text");
      setOwnProperty(fields, name, value(depth + 1));
    }
    return fields;
  }

  /** Every value takes at least one byte. */
  function checkCount(count: number): void {
    if (count > bytes.length - at)
      throw codecFailed("msgpack2", `${count} values are announced at ${at}, and fewer bytes are left`);
  }

  const result = value(0);
  if (at < bytes.length) throw codecFailed("msgpack2", `${bytes.length - at} bytes follow the value`);
  return result;
}

function long(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
