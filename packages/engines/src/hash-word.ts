/** The four bytes at a place, as every match finder here compares them. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** The multiplier is 2^32 over the golden ratio (Knuth, The Art of Computer Programming, section 6.4). */
export function hashWord(word: number, shift: number): number {
  return Math.imul(word, 0x9e3779b1) >>> shift;
}

/** The same of eight bytes, or of fewer where the high word is cut; the second multiplier is a prime of xxHash. */
export function hashWords(low: number, high: number, shift: number): number {
  return Math.imul(Math.imul(low, 0x9e3779b1) + high, 0x85ebca77) >>> shift;
}
