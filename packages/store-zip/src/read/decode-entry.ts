import { crc32 } from "@zarrkit/engines/crc32";
import type { Bytes } from "@zarrkit/plugin-api";
import type { Entry } from "../format/entry.js";
import { method } from "../format/layout.js";
import { refusedEntry } from "../format/refused.js";

/** A match of 258 bytes takes two bits at least, so DEFLATE gives no more from a byte (RFC 1951). */
const mostExpansion = 1032;

/**
 * The value that an entry's stored bytes stand for, verified by its CRC-32 and by its length. No more memory is taken than
 * the bytes at hand can fill, and no more than `limit`.
 */
export async function decodeEntry(entry: Entry, stored: Bytes, archive: string, limit: number): Promise<Bytes> {
  const value = entry.method === method.stored ? stored : await inflate(entry, stored, archive, limit);
  const sum = crc32(value);
  if (sum === entry.crc) return value;
  throw refusedEntry(
    archive,
    entry.key,
    `its CRC-32 is ${hexadecimal(sum)}, and ${hexadecimal(entry.crc)} was written. It is damaged, or was replaced while it was read.`,
  );
}

/** Loaded when met: in most archives chunks are stored as they are. */
async function inflate(entry: Entry, stored: Bytes, archive: string, limit: number): Promise<Bytes> {
  requireSize(entry, archive, limit);
  const { inflateEntry } = await import("./inflate-entry.js");
  return inflateEntry(entry, stored, archive);
}

/** Throws for a bomb, before anything of it is read. */
export function requireSize(entry: Entry, archive: string, limit: number): void {
  if (entry.method === method.stored) return;
  if (entry.size > (entry.compressedSize + 1) * mostExpansion) {
    const problem = `${entry.compressedSize} compressed bytes cannot decode to ${entry.size}. It is damaged, or made to do harm.`;
    throw refusedEntry(archive, entry.key, problem);
  }
  if (entry.size > limit) {
    const problem = `it decodes to ${entry.size} bytes, more than the ${limit} allowed: raise entryLimit if you trust the archive.`;
    throw refusedEntry(archive, entry.key, problem, "limit-exceeded");
  }
}

function hexadecimal(sum: number): string {
  return sum.toString(16).padStart(8, "0");
}
