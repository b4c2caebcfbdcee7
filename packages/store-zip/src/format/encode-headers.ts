import { type Bytes, type Key, ZarrError } from "@zarrkit/plugin-api";
import { type Entry, headerOf } from "./entry.js";
import { problemOfName } from "./entry-name.js";
import { extra, fixed, flag, in64, signature, viewOf, writeLong } from "./layout.js";

/** Specification 4.5, by which zip64 is known; made on Unix, so that the permissions below are read. */
const version = { plain: 20, zip64: 45, madeBy: (3 << 8) | 45 } as const;
/** A plain file that its owner writes and all read. */
const permissions = (0o100644 << 16) >>> 0;

/** What the headers of a value say. */
export interface Heading {
  readonly name: Bytes;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly attributes: number;
  /** Extra fields of the directory's header, without the zip64 one. */
  readonly extra: Bytes;
  readonly comment: Bytes;
}

type Content = Pick<Heading, "method" | "crc" | "compressedSize" | "size">;

const nothing = /* @__PURE__ */ new Uint8Array(0);

/** What the headers of a new value say. Refused: keys that are no names of entries. */
export function newHeading(key: Key, content: Content, modified: Date): Heading {
  const name = new TextEncoder().encode(key);
  const isAscii = name.length === key.length;
  return {
    ...content,
    name,
    flags: isAscii ? 0 : flag.utf8,
    time: dosTime(modified),
    attributes: permissions,
    extra: nothing,
    comment: nothing,
  };
}

/** Throws `unsupported` for a key that a zip cannot hold as a name. */
export function requireName(key: Key): void {
  const problem =
    problemOfName(key) ??
    (new TextEncoder().encode(key).length > in64.short ? "is longer than 65,535 bytes" : undefined);
  if (!problem) return;
  throw new ZarrError(
    "unsupported",
    `A zip cannot hold ${JSON.stringify(key)}, which ${problem}: choose another key.`,
    { fields: { key } },
  );
}

/** What the headers of an entry that is there already say, for a copy of it elsewhere. */
export function headingOf(entry: Entry): Heading {
  const { flags, method: compression, crc, compressedSize, size } = entry;
  const header = headerOf(entry);
  const view = viewOf(header);
  const nameEnd = fixed.directoryHeader + view.getUint16(28, true);
  const extraEnd = nameEnd + view.getUint16(30, true);
  return {
    name: header.subarray(fixed.directoryHeader, nameEnd),
    flags: flags & ~flag.descriptor,
    method: compression,
    time: view.getUint32(12, true),
    crc,
    compressedSize,
    size,
    attributes: view.getUint32(38, true),
    extra: withoutZip64(header.subarray(nameEnd, extraEnd)),
    comment: header.subarray(extraEnd),
  };
}

/** The header before the data (4.3.7), with sizes and checksum, so that no data descriptor is needed. */
export function encodeLocalHeader(heading: Heading): Bytes {
  const { name, size, compressedSize } = heading;
  const is64 = size >= in64.long || compressedSize >= in64.long;
  const bytes = new Uint8Array(fixed.localHeader + name.length + (is64 ? 4 + 2 * 8 : 0));
  const view = viewOf(bytes);
  view.setUint32(0, signature.localHeader, true);
  setShared(view, 4, heading, is64, is64 ? [in64.long, in64.long] : [compressedSize, size]);
  view.setUint16(28, bytes.length - fixed.localHeader - name.length, true);
  bytes.set(name, fixed.localHeader);
  // Here both sizes must be there (4.5.3).
  if (is64) setZip64(view, fixed.localHeader + name.length, [size, compressedSize]);
  return bytes;
}

/** The header in the directory (4.3.12). */
export function encodeDirectoryHeader(heading: Heading, offset: number): Bytes {
  const { name, size, compressedSize, attributes, comment } = heading;
  const longs = [size, compressedSize, offset].filter((value) => value >= in64.long);
  const zip64 = longs.length > 0 ? 4 + 8 * longs.length : 0;
  const nameEnd = fixed.directoryHeader + name.length;
  const extraEnd = nameEnd + zip64 + heading.extra.length;
  const bytes = new Uint8Array(extraEnd + comment.length);
  const view = viewOf(bytes);
  view.setUint32(0, signature.directoryHeader, true);
  view.setUint16(4, version.madeBy, true);
  setShared(view, 6, heading, zip64 > 0, [Math.min(compressedSize, in64.long), Math.min(size, in64.long)]);
  view.setUint16(30, extraEnd - nameEnd, true);
  view.setUint16(32, comment.length, true);
  view.setUint32(38, attributes, true);
  view.setUint32(42, Math.min(offset, in64.long), true);
  bytes.set(name, fixed.directoryHeader);
  if (zip64) setZip64(view, nameEnd, longs);
  bytes.set(heading.extra, nameEnd + zip64);
  bytes.set(comment, extraEnd);
  return bytes;
}

/** What both headers tell alike, in the same order. */
function setShared(
  view: DataView,
  at: number,
  heading: Heading,
  is64: boolean,
  sizes: readonly [number, number],
): void {
  view.setUint16(at, is64 ? version.zip64 : version.plain, true);
  view.setUint16(at + 2, heading.flags, true);
  view.setUint16(at + 4, heading.method, true);
  view.setUint32(at + 6, heading.time, true);
  view.setUint32(at + 10, heading.crc, true);
  view.setUint32(at + 14, sizes[0], true);
  view.setUint32(at + 18, sizes[1], true);
  view.setUint16(at + 22, heading.name.length, true);
}

function setZip64(view: DataView, at: number, longs: readonly number[]): void {
  view.setUint16(at, extra.zip64, true);
  view.setUint16(at + 2, 8 * longs.length, true);
  longs.forEach((value, i) => writeLong(view, at + 4 + 8 * i, value));
}

function withoutZip64(fields: Bytes): Bytes {
  const view = viewOf(fields);
  for (let at = 0; at + 4 <= fields.length; ) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === extra.zip64) {
      return Uint8Array.of(...fields.subarray(0, at), ...fields.subarray(end));
    }
    at = end;
  }
  return fields;
}

/** The time of MS-DOS: local, from 1980, in steps of two seconds; its date is the upper half. */
function dosTime(time: Date): number {
  const date = ((Math.max(0, time.getFullYear() - 1980) & 127) << 9) | ((time.getMonth() + 1) << 5) | time.getDate();
  return ((date << 16) | (time.getHours() << 11) | (time.getMinutes() << 5) | (time.getSeconds() >>> 1)) >>> 0;
}
