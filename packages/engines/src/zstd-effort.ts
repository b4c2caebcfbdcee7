/** How a level of zstd looks for matches: by one place for each of two hashes. */
export interface ZstdFastEffort {
  /** Two to this power of places are remembered by hash. */
  readonly hashBits: number;
  /** How far the search goes on at once where nothing was found. */
  readonly step: number;
}

/** How it looks for them by chains of places. */
export interface ZstdChainEffort {
  readonly hashBits: number;
  /** How many earlier places are tried. */
  readonly depth: number;
  /** How many of the next places are asked for a better match. */
  readonly patience: number;
  /** A match of this length is taken at once. */
  readonly enough: number;
}

/** For levels 1 to 16, of which those up to 15 give about as many bytes as libzstd's level of that number. */
const efforts: readonly (ZstdFastEffort | ZstdChainEffort)[] = [
  { hashBits: 14, step: 1 },
  { hashBits: 15, step: 1 },
  { hashBits: 16, step: 1 },
  { hashBits: 17, step: 1 },
  { hashBits: 17, depth: 4, patience: 0, enough: 32 },
  { hashBits: 17, depth: 6, patience: 1, enough: 48 },
  { hashBits: 17, depth: 8, patience: 1, enough: 64 },
  { hashBits: 17, depth: 12, patience: 2, enough: 96 },
  { hashBits: 18, depth: 16, patience: 2, enough: 128 },
  { hashBits: 18, depth: 24, patience: 2, enough: 192 },
  { hashBits: 18, depth: 32, patience: 2, enough: 256 },
  { hashBits: 18, depth: 48, patience: 2, enough: 256 },
  { hashBits: 18, depth: 64, patience: 2, enough: 384 },
  { hashBits: 19, depth: 96, patience: 2, enough: 512 },
  { hashBits: 19, depth: 128, patience: 2, enough: 512 },
  { hashBits: 20, depth: 256, patience: 2, enough: 1024 },
];

/** What libzstd takes for level 0. */
const defaultLevel = 3;
const mostStep = 4096;

/** For any level: 0 is libzstd's default, and the lower a level is below 0, the larger the steps; above 16 all are 16. */
export function zstdEffort(level: number): ZstdFastEffort | ZstdChainEffort {
  if (level < 0) return { ...efforts[0]!, step: Math.min(1 - level, mostStep) };
  return efforts[Math.min(level || defaultLevel, efforts.length) - 1]!;
}
