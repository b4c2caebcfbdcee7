/** The largest prime below 2^16 (RFC 1950, section 8.2). */
const modulus = 65521;

/**
 * Bytes between two reductions: with n bytes of 255 the second sum reaches at most
 * (n + 1) · 65520 + 255 · n (n + 1) / 2, which stays below 2^31 up to n = 3854, so that both sums stay small integers.
 */
const blockLength = 3840;

export function adler32(bytes: Uint8Array): number {
  let first = 1;
  let second = 0;
  for (let index = 0; index < bytes.length; ) {
    for (const end = Math.min(index + blockLength, bytes.length); index < end; index++) {
      first += bytes[index] as number;
      second += first;
    }
    first %= modulus;
    second %= modulus;
  }
  return ((second << 16) | first) >>> 0;
}
