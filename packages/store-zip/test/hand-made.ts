import { crc32 } from "@zarrkit/engines/crc32";
import type { Bytes } from "@zarrkit/plugin-api";
import { deflateSync } from "fflate";

/** An entry of an archive that no honest program writes; what is left out is as it should be. */
export interface HandMade {
  readonly name: string | Uint8Array;
  readonly data?: Bytes;
  readonly method?: number;
  /** As told by the directory; the local header tells the truth. */
  readonly size?: number;
  readonly compressedSize?: number;
  readonly crc?: number;
  readonly offset?: number;
  readonly flags?: number;
  readonly localName?: string;
  readonly extra?: Bytes;
}

export interface HandMadeEnd {
  readonly count?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly disk?: number;
  readonly comment?: string;
  readonly prefix?: Bytes;
}

const encode = (text: string | Uint8Array) => (typeof text === "string" ? new TextEncoder().encode(text) : text);

/** The bytes of an archive made field by field. */
export function handMade(entries: readonly HandMade[], end: HandMadeEnd = {}): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const headers: Uint8Array[] = [];
  let at = 0;
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const entry of entries) {
    const data = entry.data ?? new Uint8Array(10);
    const method = entry.method ?? 0;
    const stored = method === 8 ? deflateSync(new Uint8Array(data)) : data;
    const name = encode(entry.name);
    const localName = encode(entry.localName ?? entry.name);
    const flags = entry.flags ?? 0x800;
    const extra = entry.extra ?? new Uint8Array(0);
    const fields: [number, number][] = [
      [2, flags],
      [2, method],
      [4, 0x5821_0000],
      [4, entry.crc ?? crc32(data)],
    ];
    const sizes: [number, number][] = [
      [4, entry.compressedSize ?? stored.length],
      [4, entry.size ?? data.length],
    ];
    const local: [number, number][] = [
      [4, 0x04034b50],
      [2, 20],
      ...fields,
      [4, stored.length],
      [4, data.length],
      [2, localName.length],
      [2, 0],
    ];
    const told: [number, number][] = [
      [4, 0x02014b50],
      [2, 20],
      [2, 20],
      ...fields,
      ...sizes,
      [2, name.length],
      [2, extra.length],
    ];
    const rest: [number, number][] = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, entry.offset ?? at],
    ];
    headers.push(numbers([...told, ...rest]), name, extra);
    add(numbers(local));
    add(localName);
    add(stored);
  }
  const start = at;
  headers.forEach(add);
  const comment = encode(end.comment ?? "");
  const count = end.count ?? entries.length;
  const disk = end.disk ?? 0;
  const size = end.directorySize ?? at - start;
  const offset = end.directoryOffset ?? start;
  add(
    numbers([
      [4, 0x06054b50],
      [2, disk],
      [2, disk],
      [2, count],
      [2, count],
      [4, size],
      [4, offset],
      [2, comment.length],
    ]),
  );
  add(comment);
  return joined([end.prefix ?? new Uint8Array(0), ...parts]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Little-endian numbers of so many bytes each. */
export function numbers(fields: readonly (readonly [bytes: number, value: number])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    fields.flatMap(([bytes, value]) => Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256)),
  );
}
