import { crc32 } from "./crc32.js";
import { crc64 } from "./crc64.js";
import { sha256 } from "./sha256.js";

/** https://tukaani.org/xz/xz-file-format.txt, version 1.2.1. */
export const headerMagic = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
export const footerMagic = [0x59, 0x5a];
export const filterNumber = { delta: 3, lzma2: 0x21 };
/** Checks by their numbers (section 2.1.1.2). */
export const checkNumber = { none: 0, crc32: 1, crc64: 4, sha256: 10 };

/** Bytes of a check; those of numbers that are only reserved are known as well. */
export function checkLength(check: number): number {
  return check === 0 ? 0 : 4 << Math.floor((check - 1) / 3);
}

/** The check of a block; `undefined` for numbers without a meaning, whose bytes the format asks to pass over. */
export function checkOf(check: number, data: Uint8Array): Uint8Array | undefined {
  if (check === checkNumber.crc32) return words(crc32(data));
  if (check === checkNumber.crc64) return words(...crc64(data));
  if (check === checkNumber.sha256) return sha256(data);
  return undefined;
}

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setUint32(4 * i, value, true));
  return bytes;
}
