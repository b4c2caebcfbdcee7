import { CorruptData } from "./corrupt-data.js";
import { backwardLength } from "./zstd-backward-bits.js";
import { readZstdCounts } from "./zstd-counts.js";
import { zstdTable } from "./zstd-table.js";

/** RFC 8878, section 4.2.1: the longest code; the most accurate distribution of weights; weights 0 to 11. */
export const longestCode = 11;
const mostWeightLog = 6;
const weightSymbols = 12;
/** One symbol's weight is never stored: it completes the tree. */
const mostWeights = 255;

export interface ZstdTree {
  /** By the next 11 bits: the symbol times 16, plus the number of its bits. */
  readonly cells: Uint16Array;
  /** Where in the source the description ends. */
  readonly end: number;
}

/** Reads a Huffman tree (section 4.2.1) within `start` to `end`. Throws `CorruptData`. */
export function readZstdTree(source: Uint8Array, start: number, end: number): ZstdTree {
  const header = start < end ? source[start]! : 0;
  const direct = header >= 128;
  const treeEnd = start + 1 + (direct ? (header - 126) >> 1 : header);
  if (treeEnd > end) throw new CorruptData("a zstd block ends within its Huffman tree");
  const weights = direct
    ? Array.from({ length: header - 127 }, (_, i) => (source[start + 1 + (i >> 1)]! >> (i & 1 ? 0 : 4)) & 15)
    : readWeights(source, start + 1, treeEnd);
  return { cells: huffmanCells(weights), end: treeEnd };
}

/** Weights by two states of one table in turn, until the bits do not suffice for a next state. */
function readWeights(source: Uint8Array, start: number, end: number): number[] {
  const description = readZstdCounts(source, start, end, mostWeightLog, weightSymbols);
  const { log, cells } = zstdTable(description);
  let left = backwardLength(source, description.end, end);
  const take = (width: number) => {
    left -= width;
    const at = description.end + (left >> 3);
    return (((source[at]! | (source[at + 1]! << 8)) >> (left & 7)) & ((1 << width) - 1)) >>> 0;
  };

  const weights: number[] = [];
  if (left < 2 * log) throw new CorruptData("a zstd block ends within the weights of its Huffman tree");
  let cell = cells[take(log)]!;
  let other = cells[take(log)]!;
  while (weights.length < mostWeights - 1) {
    weights.push(cell >>> 24);
    const width = (cell >>> 16) & 15;
    if (width > left) {
      weights.push(other >>> 24);
      return weights;
    }
    const next = cells[(cell & 0xffff) + take(width)]!;
    cell = other;
    other = next;
  }
  throw new CorruptData("a zstd block's Huffman tree has more than 256 symbols");
}

/** Derives the last weight and lays the symbols out by weight, then by value. */
function huffmanCells(weights: number[]): Uint16Array {
  const total = weights.reduce((sum, weight) => sum + ((1 << weight) >> 1), 0);
  const log = 32 - Math.clz32(total);
  const rest = (1 << log) - total;
  const last = 32 - Math.clz32(rest);
  const all = [...weights, last];
  // The two longest codes differ in their last bit only; so a tree without them says more bits than it has.
  const isTree =
    total > 0 && log <= longestCode && rest === 1 << (last - 1) && all.filter((weight) => weight === 1).length > 1;
  if (!isTree) throw new CorruptData("the weights of a zstd block's Huffman tree are those of no tree");

  const cells = new Uint16Array(1 << longestCode);
  let at = 0;
  for (let weight = 1; weight <= log; weight++) {
    const length = 1 << (weight - 1 + longestCode - log);
    for (const [symbol, own] of all.entries()) {
      if (own === weight) cells.fill((symbol << 4) | (log + 1 - weight), at, (at += length));
    }
  }
  return cells;
}
