/** How hard a level of DEFLATE looks for matches. */
export interface DeflateEffort {
  /** How many earlier places are tried. */
  readonly depth: number;
  /** A match of this length is taken without looking for a longer one. */
  readonly enough: number;
  /** Below this length, it is tried whether a match that begins one byte later is longer. */
  readonly patience: number;
}

/** For levels 1 to 9: each gives about as many bytes as zlib's level of that number. */
const efforts: readonly DeflateEffort[] = [
  { depth: 4, enough: 12, patience: 0 },
  { depth: 6, enough: 16, patience: 0 },
  { depth: 12, enough: 32, patience: 0 },
  { depth: 12, enough: 20, patience: 5 },
  { depth: 20, enough: 40, patience: 16 },
  { depth: 40, enough: 128, patience: 20 },
  { depth: 80, enough: 160, patience: 40 },
  { depth: 200, enough: 258, patience: 128 },
  { depth: 600, enough: 258, patience: 258 },
];

export function deflateEffort(level: number): DeflateEffort {
  return efforts[level - 1]!;
}
