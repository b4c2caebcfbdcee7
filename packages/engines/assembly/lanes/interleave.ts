/**
 * Rows to columns and back, by rounds: each interleaves the first half of some vectors with the second half, which moves
 * every byte to twice its place, modulo all of them. So n rounds turn 2^n rows of 16 bytes into 16 columns of 2^n, and
 * four rounds, whatever the number of rows, turn them back.
 */

/** The lower halves of two vectors, byte by byte in turn. */
@inline
export function low(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

/** The upper halves of two vectors, byte by byte in turn. */
@inline
export function high(a: v128, b: v128): v128 {
  return v128.shuffle<u8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
