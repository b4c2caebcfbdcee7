import { type Bytes, isObject, type Key, type Version } from "@zarrkit/plugin-api";

/** What is kept of a value: a part of it, all of it, or that there is none. */
export interface Entry {
  /** Of its file; without bytes there is none, and the index alone knows it. */
  readonly name: string;
  readonly key: Key;
  /** The part: `length` bytes from `offset` on. */
  readonly offset: number;
  readonly length: number;
  /** Bytes of the whole value; `undefined` where nobody told, -1 when there is no value. */
  readonly size: number | undefined;
  readonly version: Version | undefined;
  /** Bytes of the file before the part. */
  readonly header: number;
  /** When it was read, or last found unchanged; milliseconds since 1970. */
  checked: number;
  /** For whose sake it stays; changed by `Entries` alone once the entry is among them. */
  readonly pins: Set<string>;
}

/** Bytes that an entry takes: its file and its line in the index. */
export function costOf({ header, length }: Entry): number {
  return header + length + 200;
}

/** What a file says of itself, so that it is known when the index is lost. */
type Told = Pick<Entry, "key" | "offset" | "size" | "version" | "checked">;

const encoder = /* @__PURE__ */ new TextEncoder();

/** A file: the length of a JSON text in four bytes, little-endian, the text, the part. */
export function printHeader({ key, offset, size, version, checked }: Told): Bytes {
  const text = encoder.encode(JSON.stringify({ key, offset, size, version, checked }));
  const header = new Uint8Array(4 + text.length);
  new DataView(header.buffer).setUint32(0, text.length, true);
  header.set(text, 4);
  return header;
}

/** The entry of a file, from its first bytes and its size; `undefined` when it is none. */
export function parseHeader(name: string, start: Bytes, fileSize: number): Entry | undefined {
  if (start.length < 4) return undefined;
  const header = 4 + new DataView(start.buffer, start.byteOffset).getUint32(0, true);
  if (header > start.length || header > fileSize) return undefined;
  const told = parseJson(start.subarray(4, header));
  return parseEntry({ ...told, name, header, length: fileSize - header, pins: [] });
}

/** An entry as the index writes it; `undefined` when it is none. */
export function parseEntry(json: unknown): Entry | undefined {
  if (!isObject(json)) return undefined;
  const { name, key, offset, length, size, version, header, checked, pins } = json;
  const numbers = [offset, length, header, checked].every(
    (number) => Number.isSafeInteger(number) && Number(number) >= 0,
  );
  const texts = typeof name === "string" && typeof key === "string" && Array.isArray(pins);
  const sizes = size === undefined || (Number.isSafeInteger(size) && Number(size) >= -1);
  if (!numbers || !texts || !sizes || !(version === undefined || typeof version === "string")) return undefined;
  return { ...(json as unknown as Entry), pins: new Set(pins.map(String)) };
}

export function parseJson(bytes: Bytes): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes)));
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

/** Whether two entries of a value are of one state of it. */
export function areOfOneState(one: Entry, other: Entry, immutable: boolean): boolean {
  if (one.size === -1 || other.size === -1 || one.version !== other.version) return false;
  return one.version !== undefined || immutable;
}
