const modulus = 65521;
/** The most bytes after which the second sum still fits 32 bits (RFC 1950, section 9, as zlib's NMAX). */
const stretch = 5552;

/** Adler-32 of RFC 1950, as an unsigned number. */
export function adler32(data: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let start = 0; start < data.length; start += stretch) {
    const end = Math.min(start + stretch, data.length);
    for (let at = start; at < end; at++) {
      low += data[at]!;
      high += low;
    }
    low %= modulus;
    high %= modulus;
  }
  return ((high << 16) | low) >>> 0;
}
