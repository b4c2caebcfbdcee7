/** How a level of zstd looks for matches: by one place for each hash. */
export interface ZstdFastEffort {
  /** Two to this power of places are remembered by hash. */
  readonly hashBits: number;
  /** So many bytes from a place on make its hash, 5 to 7. */
  readonly hashedBytes: number;
  /** How far the search goes on at once where nothing was found; two places are looked at in each step. */
  readonly step: number;
}

/** How it looks for them by one place for each of two hashes, of many and of few bytes. */
export interface ZstdDoubleEffort {
  readonly hashBits: number;
}

/** How it looks for them by chains of places. */
export interface ZstdChainEffort {
  readonly hashBits: number;
  /** Two to this power of places remember the one before them. */
  readonly chainBits: number;
  /** How many earlier places are tried. */
  readonly depth: number;
  /** How many of the next places are asked for a better match. */
  readonly patience: number;
  /** A match of this length is taken at once. */
  readonly enough: number;
}

export type ZstdEffort = ZstdFastEffort | ZstdDoubleEffort | ZstdChainEffort;

/** For levels 1 to 16, of which those up to 15 give about as many bytes as libzstd's level of that number. */
const efforts: readonly ZstdEffort[] = [
  { hashBits: 14, hashedBytes: 7, step: 2 },
  { hashBits: 16, hashedBytes: 6, step: 2 },
  { hashBits: 17 },
  { hashBits: 18 },
  { hashBits: 17, chainBits: 18, depth: 6, patience: 0, enough: 48 },
  { hashBits: 17, chainBits: 18, depth: 6, patience: 1, enough: 48 },
  { hashBits: 17, chainBits: 18, depth: 8, patience: 1, enough: 64 },
  { hashBits: 17, chainBits: 19, depth: 12, patience: 2, enough: 96 },
  { hashBits: 18, chainBits: 20, depth: 16, patience: 2, enough: 128 },
  { hashBits: 18, chainBits: 20, depth: 24, patience: 2, enough: 192 },
  { hashBits: 18, chainBits: 20, depth: 32, patience: 2, enough: 256 },
  { hashBits: 18, chainBits: 20, depth: 48, patience: 2, enough: 256 },
  { hashBits: 18, chainBits: 20, depth: 64, patience: 2, enough: 384 },
  { hashBits: 19, chainBits: 20, depth: 96, patience: 2, enough: 512 },
  { hashBits: 19, chainBits: 20, depth: 128, patience: 2, enough: 512 },
  { hashBits: 20, chainBits: 20, depth: 256, patience: 2, enough: 1024 },
];

/** What libzstd takes for level 0. */
const defaultLevel = 3;
const mostStep = 4096;
const leastHashBits = 8;
/** Sources up to these lengths gain from matches of a byte less than longer ones do. */
const shortSource = 2 ** 14;
const longSource = 2 ** 18;

/**
 * For any level, and a source of that length: 0 is libzstd's default, and the lower a level is below 0, the larger the steps; above
 * 16 all are 16. A short source has tables to its measure.
 */
export function zstdEffort(level: number, length: number): ZstdEffort {
  const effort = efforts[Math.max(1, Math.min(level || defaultLevel, efforts.length)) - 1]!;
  const lengthBits = 32 - Math.clz32(length);
  const hashBits = Math.max(leastHashBits, Math.min(effort.hashBits, lengthBits));
  if ("depth" in effort) return { ...effort, hashBits, chainBits: Math.min(effort.chainBits, lengthBits) };
  if (!("step" in effort)) return { hashBits };
  const fewer = length > longSource ? 0 : length > shortSource ? 1 : 2;
  return {
    hashBits,
    hashedBytes: Math.max(5, effort.hashedBytes - fewer),
    step: Math.min(Math.max(effort.step, 1 - level), mostStep),
  };
}
