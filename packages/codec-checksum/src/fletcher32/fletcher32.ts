/**
 * Words between two reductions: with n words of 65535 the second sum reaches at most
 * (n + 1) · 131070 + 65535 · n (n + 1) / 2, which stays below 2^31 up to n = 251.
 */
const blockLength = 248;

/**
 * Fletcher's two sums over big-endian 16-bit words in ones' complement, a last odd byte standing for a word's upper
 * half. Sums are folded, not divided: a sum that is a multiple of 65535 stays 65535 instead of 0, as in HDF5.
 */
export function fletcher32(bytes: Uint8Array): number {
  const words = bytes.length >>> 1;
  let first = 0;
  let second = 0;
  let index = 0;
  for (let word = 0; word < words; ) {
    for (const end = Math.min(word + blockLength, words); word < end; word++, index += 2) {
      first += ((bytes[index] as number) << 8) | (bytes[index + 1] as number);
      second += first;
    }
    first = fold(first);
    second = fold(second);
  }
  if (index < bytes.length) {
    first = fold(first + ((bytes[index] as number) << 8));
    second = fold(second + first);
  }
  return ((second << 16) | first) >>> 0;
}

/** Brings a sum below 2^16, adding each carry back at the low end. */
function fold(sum: number): number {
  const once = (sum & 0xffff) + (sum >>> 16);
  return (once & 0xffff) + (once >>> 16);
}
