import { crc32 } from "@zarrkit/engines/crc32";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { encodeDirectoryHeader, encodeLocalHeader, type Heading, newHeading } from "../format/encode-headers.js";
import type { Entry } from "../format/entry.js";
import { method } from "../format/layout.js";

/** An entry, and what is to be written at its offset. */
export interface Encoded {
  readonly entry: Entry;
  readonly local: Bytes;
  readonly data: Bytes;
}

/** A value as an entry at a position. The data may be the bytes themselves. */
export async function encodeEntry(
  key: Key,
  bytes: Bytes,
  offset: number,
  compress: number | undefined,
): Promise<Encoded> {
  // Engines and files refuse shared memory here and there.
  const own = bytes.buffer instanceof ArrayBuffer ? bytes : new Uint8Array(bytes);
  const deflated =
    compress === undefined ? undefined : (await import("@zarrkit/engines/deflate")).deflateRaw(own, compress);
  const isSmaller = deflated !== undefined && deflated.length < own.length;
  const data = isSmaller ? deflated : own;
  const content = {
    method: isSmaller ? method.deflated : method.stored,
    crc: crc32(own),
    compressedSize: data.length,
    size: own.length,
  };
  const heading = newHeading(key, content, new Date());
  const local = encodeLocalHeader(heading);
  return { entry: entryAt(key, heading, offset, local.length), local, data };
}

/** An entry whose header before the data has that length. */
export function entryAt(key: Key, heading: Heading, offset: number, localLength: number): Entry {
  const { method: compression, flags, crc, compressedSize, size } = heading;
  const directory = encodeDirectoryHeader(heading, offset);
  return {
    key,
    offset,
    compressedSize,
    size,
    crc,
    method: compression,
    flags,
    limit: offset + localLength + compressedSize,
    directory,
    from: 0,
    to: directory.length,
  };
}
