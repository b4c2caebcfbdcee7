/**
 * Matches that lie less than 16 bytes back repeat within one vector. For each such distance the table holds which of the
 * bytes there each byte of the vector takes, and, behind these 16 vectors, how far the next vector begins, so that it
 * repeats the same ones.
 */
let table: usize = 0;

export const patternLength: usize = 16 * 16 + 16;

export function preparePatterns(pointer: usize): void {
  table = pointer;
  for (let distance: usize = 1; distance < 16; distance++) {
    for (let i: usize = 0; i < 16; i++) store<u8>(table + 16 * distance + i, (i % distance) as u8);
    store<u8>(table + 256 + distance, (16 - (16 % distance)) as u8);
  }
}

/** The vector that begins at `at` when the bytes `distance` back repeat; 1 to 15. */
@inline
export function patternAt(at: usize, distance: usize): v128 {
  return v128.swizzle(v128.load(at - distance), v128.load(table + 16 * distance));
}

/** After how many bytes the same vector follows. */
@inline
export function patternStep(distance: usize): usize {
  return load<u8>(table + 256 + distance);
}
