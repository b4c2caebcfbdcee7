import { area, depths, description, huffmanEntries, occurrences, sortedSymbols, weights, weightTable } from "./area";
import { endBits, startBits } from "./bit-writer";
import { lengthsOf, sortSymbols } from "./code-lengths";
import { distribute, writeDistribution } from "./distribution";
import { buildTable, firstState, lastState, stepState } from "./writing-table";

/** RFC 8878, section 4.2.1: the most accurate distribution of weights; weights 0 to 11; how many may be stored directly. */
const mostWeightLog: u32 = 6;
const weightSymbols: u32 = 12;
const mostDirect: u32 = 128;

/** What `makeTree` gives beside entries and description: bytes of the latter, and bits that the counted symbols take. */
export let describedBytes: u32 = 0;
export let encodedBits: u32 = 0;

/** The tree for bytes that occur as often as was counted, two of them at least; false where the format cannot describe it. */
export function makeTree(): bool {
  const used = sortSymbols();
  lengthsOf(used);
  let log: u32 = 0;
  for (let i: u32 = 0; i < used; i++) log = max(log, load<u8>(area + depths + i));
  memory.fill(area + weights, 0, 256);
  encodedBits = 0;
  let last: u32 = 0;
  for (let i: u32 = 0; i < used; i++) {
    const key = load<u32>(area + sortedSymbols + 4 * i);
    const length = <u32>load<u8>(area + depths + i);
    store<u8>(area + weights + (key & 255), log + 1 - length);
    encodedBits += (key >> 8) * length;
    last = max(last, key & 255);
  }
  fillEntries(log);
  // The last weight is left out: it completes the tree.
  return describe(last);
}

/** Codes ascend by weight, then by symbol. */
function fillEntries(log: u32): void {
  const starts = area + occurrences;
  memory.fill(starts, 0, 4 * (weightSymbols + 1));
  for (let symbol: u32 = 0; symbol < 256; symbol++) {
    const weight = <u32>load<u8>(area + weights + symbol);
    if (weight === 0) continue;
    const start = starts + 4 * weight;
    store<u32>(start, load<u32>(start, 4) + (1 << (weight - 1)), 4);
  }
  for (let weight: u32 = 1, sum: u32 = 0; weight <= log; weight++) {
    sum += load<u32>(starts + 4 * weight);
    store<u32>(starts + 4 * weight, sum);
  }
  for (let symbol: u32 = 0; symbol < 256; symbol++) {
    const weight = <u32>load<u8>(area + weights + symbol);
    if (weight === 0) continue;
    const start = starts + 4 * weight;
    const at = load<u32>(start);
    store<u32>(start, at + (1 << (weight - 1)));
    store<u32>(area + huffmanEntries + 4 * symbol, ((at >> (weight - 1)) << 8) | (log + 1 - weight));
  }
}

/** The shorter of both ways to store the first `length` weights. */
function describe(length: u32): bool {
  const to = area + description;
  const encoded = encodeWeights(length, to + 1) - (to + 1);
  if (encoded > 0 && encoded < mostDirect && (length > mostDirect || encoded <= length >> 1)) {
    store<u8>(to, encoded);
    describedBytes = 1 + encoded;
    return true;
  }
  if (length > mostDirect) return false;
  store<u8>(to, 127 + length);
  store<u8>(area + weights + length, 0);
  for (let i: u32 = 0; i < length; i += 2) {
    const pair = area + weights + i;
    store<u8>(to + 1 + (i >> 1), (load<u8>(pair) << 4) | load<u8>(pair, 1));
  }
  describedBytes = 1 + ((length + 1) >> 1);
  return true;
}

/** Weights by two states of one table in turn, from the last to the first; answers where they end, `to` where there is no way. */
function encodeWeights(length: u32, to: u32): u32 {
  const times = area + occurrences;
  memory.fill(times, 0, 4 * weightSymbols);
  for (let i: u32 = 0; i < length; i++) {
    const cell = times + 4 * load<u8>(area + weights + i);
    store<u32>(cell, load<u32>(cell) + 1);
  }
  let kinds = 0;
  for (let weight: u32 = 0; weight < weightSymbols; weight++) kinds += load<u32>(times + 4 * weight) > 0 ? 1 : 0;
  // One weight alone would take no bits, by whose end a reader counts them.
  if (kinds < 2) return to;
  const table = area + weightTable;
  const log = distribute(times, weightSymbols, mostWeightLog);
  startBits(writeDistribution(log, to));
  buildTable(table, weightSymbols, log);
  let at = area + weights + length - 1;
  let state = firstState(table, load<u8>(at));
  let other = firstState(table, load<u8>(at - 1));
  for (at -= 2; at >= area + weights; at--) {
    const next = stepState(table, load<u8>(at), state);
    state = other;
    other = next;
  }
  lastState(table, state);
  lastState(table, other);
  return endBits();
}
