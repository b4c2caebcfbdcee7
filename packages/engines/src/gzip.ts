import { CorruptData } from "./corrupt-data.js";
import { crc32 } from "./crc32.js";
import { deflateRaw } from "./deflate.js";
import { type Inflated, inflateRaw } from "./inflate.js";
import { inflateRawAsync } from "./inflate-async.js";
import type { Inflate } from "./inflate-engine.js";
import { inflateScript } from "./inflate-script.js";
import { Reach } from "./memory.js";
import { requirePadding } from "./padding.js";

/** RFC 1952, section 2.3.1. */
const flag = { headerChecksum: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 };
const fixedHeaderLength = 10;
const trailerLength = 8;

/**
 * Decodes a gzip file (RFC 1952) of one or more members into `destination` and answers how many bytes that gave. Header
 * checksums, CRC-32 and length of every member are verified. Throws `CorruptData` when anything is wrong, when the members
 * give more than `destination` holds, or when bytes other than zeros (padding) follow the last one. `inflate` is that of
 * `loadInflate`.
 */
export function decodeGzip(source: Uint8Array, destination: Uint8Array, inflate: Inflate = inflateRaw): number {
  // What lies in the engines' memory moves when that grows for a call.
  const given = new Reach(source);
  let length = 0;
  let at = 0;
  // Other roads take longer to start than a small member does: a file of a million empty ones must not stop the program.
  for (let road = inflate; at === 0 || isMember(given.bytes, at); road = inflateScript) {
    const member = destination.subarray(length);
    const inflated = road(given.bytes, gzipBody(given.bytes, at), member);
    at = finishMember(given.bytes, inflated, member);
    length += inflated.length;
  }
  requirePadding(given.bytes, at);
  return length;
}

/** The same, where the platform can do it off the calling code's back. */
export async function decodeGzipAsync(
  source: Uint8Array,
  destination: Uint8Array,
  inflate: Inflate = inflateRaw,
): Promise<number> {
  const inflated = await inflateRawAsync(source, gzipBody(source, 0), source.length - trailerLength, destination);
  if (inflated === undefined) return decodeGzip(source, destination, inflate);
  const at = finishMember(source, inflated, destination);
  if (!isMember(source, at)) {
    requirePadding(source, at);
    return inflated.length;
  }
  return inflated.length + decodeGzip(source.subarray(at), destination.subarray(inflated.length));
}

function isMember(source: Uint8Array, at: number): boolean {
  return source[at] === 0x1f && source[at + 1] === 0x8b;
}

/** Checks the header of the member that begins at `start`; answers where its DEFLATE stream begins. */
function gzipBody(source: Uint8Array, start: number): number {
  if (source.length - start < fixedHeaderLength) throw truncated(source);
  if (!isMember(source, start)) throw new CorruptData(`the bytes at ${start} are no gzip header`);
  if (source[start + 2] !== 8)
    throw new CorruptData(`the gzip header names compression method ${source[start + 2]}, not 8`);
  const flags = source[start + 3]!;
  if (flags & flag.reserved) throw new CorruptData("the gzip header sets reserved flags");
  let at = start + fixedHeaderLength;
  if (flags & flag.extra) {
    if (source.length - at < 2) throw truncated(source);
    at += 2 + (source[at]! | (source[at + 1]! << 8));
  }
  if (flags & flag.name) at = afterZero(source, at);
  if (flags & flag.comment) at = afterZero(source, at);
  if (flags & flag.headerChecksum) {
    if (source.length - at < 2) throw truncated(source);
    const stored = source[at]! | (source[at + 1]! << 8);
    if (stored !== (crc32(source.subarray(start, at)) & 0xffff)) {
      throw new CorruptData("the gzip header's checksum is not that of the header");
    }
    at += 2;
  }
  if (at > source.length) throw truncated(source);
  return at;
}

/** Verifies the member's trailer against the bytes it gave; answers where the member ends. */
function finishMember(source: Uint8Array, { sourceEnd, length }: Inflated, member: Uint8Array): number {
  if (source.length - sourceEnd < trailerLength) throw truncated(source);
  const trailer = new DataView(source.buffer, source.byteOffset + sourceEnd);
  if (trailer.getUint32(4, true) !== length) {
    throw new CorruptData(`a gzip member declares ${trailer.getUint32(4, true)} bytes and gives ${length}`);
  }
  if (trailer.getUint32(0, true) !== crc32(member.subarray(0, length))) {
    throw new CorruptData("a gzip member's checksum is not that of the bytes it gives");
  }
  return sourceEnd + trailerLength;
}

/** A file of one member; `level` is 0 (stored) to 9. No name and no time, so that equal chunks are equal files. */
export function encodeGzip(source: Uint8Array, level: number): Uint8Array {
  const body = deflateRaw(source, level);
  const encoded = new Uint8Array(fixedHeaderLength + body.length + trailerLength);
  // Method 8; extra flags 2 and 4 mean the slowest and the fastest search; operating system 255 is "unknown".
  encoded.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, level === 9 ? 2 : level === 1 ? 4 : 0, 255]);
  encoded.set(body, fixedHeaderLength);
  const trailer = new DataView(encoded.buffer, fixedHeaderLength + body.length);
  trailer.setUint32(0, crc32(source), true);
  trailer.setUint32(4, source.length, true);
  return encoded;
}

function afterZero(source: Uint8Array, from: number): number {
  const zero = source.indexOf(0, from);
  if (zero < 0) throw truncated(source);
  return zero + 1;
}

function truncated(source: Uint8Array): CorruptData {
  return new CorruptData(`the gzip file of ${source.length} bytes ends too early`);
}

export { type Inflate, type InflateRoad, loadInflate } from "./inflate-engine.js";
