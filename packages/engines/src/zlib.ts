import { adler32 } from "./adler32.js";
import { CorruptData } from "./corrupt-data.js";
import { deflateRaw } from "./deflate.js";
import { type Inflated, inflateRaw } from "./inflate.js";
import { inflateRawAsync } from "./inflate-async.js";
import type { Inflate } from "./inflate-engine.js";
import { Reach } from "./memory.js";
import { requirePadding } from "./padding.js";

const headerLength = 2;
const trailerLength = 4;

/**
 * Decodes one zlib stream (RFC 1950) into `destination`: header, raw DEFLATE, Adler-32. Answers how many bytes that
 * gave. Throws `CorruptData` when anything of it is wrong, when it gives more than `destination` holds, or when bytes other
 * than zeros (padding) follow. `inflate` is that of `loadInflate`.
 */
export function decodeZlib(source: Uint8Array, destination: Uint8Array, inflate: Inflate = inflateRaw): number {
  checkZlibHeader(source);
  // What lies in the engines' memory moves when that grows for a call.
  const given = new Reach(source);
  const inflated = inflate(source, headerLength, destination);
  return finishZlib(given.bytes, inflated, destination);
}

/** The same, where the platform can do it off the calling code's back. */
export async function decodeZlibAsync(
  source: Uint8Array,
  destination: Uint8Array,
  inflate: Inflate = inflateRaw,
): Promise<number> {
  checkZlibHeader(source);
  const inflated = await inflateRawAsync(source, headerLength, source.length - trailerLength, destination);
  return inflated === undefined ? decodeZlib(source, destination, inflate) : finishZlib(source, inflated, destination);
}

/** Refuses a header that is no zlib header, or that asks for a dictionary. */
function checkZlibHeader(source: Uint8Array): void {
  if (source.length < headerLength + trailerLength) {
    throw new CorruptData(`${source.length} bytes cannot hold a zlib stream`);
  }
  const method = source[0]!;
  const flags = source[1]!;
  if ((method & 15) !== 8 || method >>> 4 > 7 || (method * 256 + flags) % 31 !== 0) {
    throw new CorruptData("the first two bytes are no zlib header");
  }
  if (flags & 0x20) throw new CorruptData("the zlib stream needs a preset dictionary, which Zarr does not store");
}

/** Verifies the checksum behind the stream, and that nothing but padding follows. Answers the decoded length. */
function finishZlib(source: Uint8Array, { sourceEnd, length }: Inflated, destination: Uint8Array): number {
  if (source.length - sourceEnd < trailerLength) {
    throw new CorruptData(`the zlib stream of ${source.length} bytes ends before its checksum`);
  }
  const stored = new DataView(source.buffer, source.byteOffset + sourceEnd).getUint32(0);
  const computed = adler32(destination.subarray(0, length));
  if (stored !== computed) throw new CorruptData("the zlib stream's checksum is not that of the bytes it gives");
  requirePadding(source, sourceEnd + trailerLength);
  return length;
}

/** One zlib stream; `level` is 0 (stored) to 9. */
export function encodeZlib(source: Uint8Array, level: number): Uint8Array {
  const body = deflateRaw(source, level);
  const encoded = new Uint8Array(headerLength + body.length + trailerLength);
  // A window of 32 KiB; the top bits of the second byte tell the level, the low ones make it a multiple of 31.
  encoded[0] = 0x78;
  encoded[1] = level < 2 ? 0x01 : level < 6 ? 0x5e : level === 6 ? 0x9c : 0xda;
  encoded.set(body, headerLength);
  new DataView(encoded.buffer).setUint32(headerLength + body.length, adler32(source));
  return encoded;
}

export { type Inflate, type InflateRoad, loadInflate } from "./inflate-engine.js";
