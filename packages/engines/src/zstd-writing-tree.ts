import { codeLengths } from "./code-lengths.js";
import { ZstdBitWriter } from "./zstd-bit-writer.js";
import { writeZstdDistribution, zstdDistribution } from "./zstd-distribution.js";
import { longestCode } from "./zstd-huffman.js";
import { zstdTable } from "./zstd-table.js";
import { ZstdWritingTable } from "./zstd-writing-table.js";

/** RFC 8878, section 4.2.1: the most accurate distribution of weights; weights 0 to 11; how many may be stored directly. */
const mostWeightLog = 6;
const weightSymbols = 12;
const mostDirect = 128;

/** A Huffman code to write literals with. */
export interface ZstdWritingTree {
  /** By symbol: its code times 16, plus the number of its bits. */
  readonly entries: Uint32Array;
  readonly description: Uint8Array;
  /** Bits that the symbols take which it was made for. */
  readonly bits: number;
}

/** The tree for bytes that occur so often, two of them at least; `undefined` where the format cannot describe it. */
export function zstdWritingTree(occurrences: Uint32Array): ZstdWritingTree | undefined {
  const used = Array.from(occurrences.keys()).filter((symbol) => occurrences[symbol]! > 0);
  used.sort((one, other) => occurrences[one]! - occurrences[other]!);
  const lengths = limitedLengths(Float64Array.from(used, (symbol) => occurrences[symbol]!));
  const log = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const weights = new Uint8Array(256);
  let bits = 0;
  for (const [i, symbol] of used.entries()) {
    weights[symbol] = log + 1 - lengths[i]!;
    bits += occurrences[symbol]! * lengths[i]!;
  }
  let last = 255;
  while (weights[last] === 0) last--;
  const description = describe(weights.subarray(0, last));
  return description && { entries: codesOf(weights, log), description, bits };
}

/** Lengths of at most `longestCode` bits for frequencies in ascending order: the best ones, cut and then set right. */
function limitedLengths(frequencies: Float64Array): Uint8Array {
  const lengths = codeLengths(frequencies, 64);
  // How much of all codes is left, in codes of the greatest length; less than none after the cut.
  let left = 1 << longestCode;
  for (const [i, length] of lengths.entries()) {
    lengths[i] = Math.min(length, longestCode);
    left -= 1 << (longestCode - lengths[i]!);
  }
  for (let length = longestCode - 1; left < 0; ) {
    const rarest = lengths.indexOf(length);
    if (rarest < 0) {
      length--;
      continue;
    }
    lengths[rarest] = length + 1;
    left += 1 << (longestCode - length - 1);
    length = Math.min(length + 1, longestCode - 1);
  }
  // What the last of these steps freed too much is whole codes of the greatest length that is left.
  for (let length = longestCode; left > 0; ) {
    const commonest = lengths.lastIndexOf(length);
    if (commonest < 0) {
      length--;
      continue;
    }
    lengths[commonest] = length - 1;
    left -= 1 << (longestCode - length);
  }
  return lengths;
}

/** Codes ascend by weight, then by symbol. */
function codesOf(weights: Uint8Array, log: number): Uint32Array {
  const entries = new Uint32Array(256);
  let at = 0;
  for (let weight = 1; weight <= log; weight++) {
    for (const [symbol, own] of weights.entries()) {
      if (own !== weight) continue;
      entries[symbol] = ((at >> (weight - 1)) << 4) | (log + 1 - weight);
      at += 1 << (weight - 1);
    }
  }
  return entries;
}

/** The shorter of both ways to store weights, of which the last is left out. */
function describe(weights: Uint8Array): Uint8Array | undefined {
  const encoded = encodeWeights(weights);
  if (encoded && (weights.length > mostDirect || encoded.length <= weights.length >> 1)) {
    return Uint8Array.of(encoded.length, ...encoded);
  }
  if (weights.length > mostDirect) return undefined;
  const direct = new Uint8Array(1 + ((weights.length + 1) >> 1));
  direct[0] = 127 + weights.length;
  for (const [i, weight] of weights.entries()) direct[1 + (i >> 1)]! |= i & 1 ? weight : weight << 4;
  return direct;
}

/** Weights by two states of one table in turn, from the last to the first. */
function encodeWeights(weights: Uint8Array): Uint8Array | undefined {
  const occurrences = new Uint32Array(weightSymbols);
  for (const weight of weights) occurrences[weight]!++;
  // One weight alone would take no bits, by whose end a reader counts them.
  if (occurrences.filter((count) => count > 0).length < 2) return undefined;
  const distribution = zstdDistribution(occurrences, mostWeightLog);
  const output = new ZstdBitWriter(new Uint8Array(512), 0);
  writeZstdDistribution(distribution, output);
  const table = new ZstdWritingTable(zstdTable(distribution), weightSymbols);
  const end = weights.length - 1;
  let state = table.first(weights[end]!);
  let other = table.first(weights[end - 1]!);
  for (let i = end - 2; i >= 0; i--) {
    const next = table.step(weights[i]!, state, output);
    state = other;
    other = next;
  }
  table.last(state, output);
  table.last(other, output);
  const length = output.end();
  return length < mostDirect ? output.bytes.subarray(0, length) : undefined;
}
