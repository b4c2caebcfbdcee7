import { huffmanTable, ranks, weightValues, weights, weightTable } from "./area";
import { backwardBits, backwardStart, backwardTake } from "./backward-bits";
import { accuracyLog, readCounts, symbolCount } from "./fse-counts";
import { buildTable, cellBytes } from "./fse-table";
import { weightSymbols } from "./predefined";
import { refused } from "./refused";

/** RFC 8878, section 4.2.1: the longest code, and the most accurate distribution of weights. */
export const longestCode: u32 = 11;
const mostWeightLog: u32 = 6;
/** One symbol's weight is never stored: it completes the tree. */
const mostWeights: u32 = 255;

/** Reads a tree (section 4.2.1) and fills the decoding table with it. Answers its length in bytes, or `refused`. */
export function readTree(area: u32, source: u32, end: u32): i32 {
  if (source >= end) return refused;
  const header = <u32>load<u8>(source);
  let count: i32;
  let length: u32;
  if (header < 128) {
    length = header;
    if (length > end - source - 1) return refused;
    count = readCompressedWeights(area, source + 1, source + 1 + length);
    if (count < 0) return refused;
  } else {
    count = header - 127;
    length = (count + 1) >> 1;
    if (length > end - source - 1) return refused;
    for (let i: u32 = 0; i < length; i++) {
      const pair = load<u8>(source + 1 + i);
      store<u8>(area + weights + 2 * i, pair >> 4);
      store<u8>(area + weights + 2 * i, pair & 15, 1);
    }
  }
  return fillHuffmanTable(area, count) ? length + 1 : refused;
}

/** Weights by two states of one table in turn, until the bits do not suffice for a next state. */
function readCompressedWeights(area: u32, source: u32, end: u32): i32 {
  const described = readCounts(area, source, end, mostWeightLog, weightSymbols);
  if (described < 0) return described;
  const table = area + weightTable;
  buildTable(area, table, accuracyLog, symbolCount, weightValues);
  if (!backwardStart(source + described, end)) return refused;
  if (backwardBits < 2 * accuracyLog) return refused;
  let cell = table + cellBytes * backwardTake(accuracyLog);
  let other = table + cellBytes * backwardTake(accuracyLog);
  for (let count: u32 = 0; count < mostWeights - 1; ) {
    store<u8>(area + weights + count++, load<u8>(cell));
    const bits = <u32>load<u8>(cell, 6);
    if (bits > backwardBits) {
      store<u8>(area + weights + count++, load<u8>(other));
      return count;
    }
    const next = table + cellBytes * (load<u16>(cell, 4) + backwardTake(bits));
    cell = other;
    other = next;
  }
  return refused;
}

/** Derives the last weight and lays the symbols out by weight, then by value. Answers false for weights of no tree. */
function fillHuffmanTable(area: u32, count: u32): bool {
  const rank = area + ranks;
  memory.fill(rank, 0, 4 * 16);
  let total: u32 = 0;
  for (let symbol: u32 = 0; symbol < count; symbol++) {
    const weight = <u32>load<u8>(area + weights + symbol);
    if (weight > longestCode) return false;
    total += (1 << weight) >> 1;
    store<u32>(rank + 4 * weight, load<u32>(rank + 4 * weight) + 1);
  }
  if (total === 0) return false;
  const log: u32 = 32 - clz(total);
  const rest: u32 = (1 << log) - total;
  if (log > longestCode || popcnt(rest) !== 1) return false;
  const last = ctz(rest) + 1;
  store<u8>(area + weights + count, last);
  store<u32>(rank + 4 * last, load<u32>(rank + 4 * last) + 1);
  // The two longest codes differ in their last bit only; so a tree without them says more bits than it has.
  if (load<u32>(rank + 4) < 2) return false;

  // Every code is looked up by 11 bits, so shorter trees repeat their cells.
  const spread = longestCode - log;
  for (let weight: u32 = 1, at = area + huffmanTable; weight <= log; weight++) {
    const symbols = load<u32>(rank + 4 * weight);
    store<u32>(rank + 4 * weight, at);
    at += symbols << (weight + spread);
  }
  for (let symbol: u32 = 0; symbol <= count; symbol++) {
    const weight = <u32>load<u8>(area + weights + symbol);
    if (weight === 0) continue;
    const at = load<u32>(rank + 4 * weight);
    const bytes = 1 << (weight + spread);
    store<u32>(rank + 4 * weight, at + bytes);
    fillCells(at, bytes, <u16>((symbol << 8) | (log + 1 - weight)));
  }
  return true;
}

function fillCells(at: u32, bytes: u32, cell: u16): void {
  const end = at + bytes;
  if (bytes < 16) {
    for (; at < end; at += 2) store<u16>(at, cell);
  } else {
    const cells = i16x8.splat(cell);
    for (; at < end; at += 16) v128.store(at, cells);
  }
}
