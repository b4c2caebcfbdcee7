import type { BitWriter } from "./bz2-bits.js";
import { groupLength, mostTables } from "./bz2-format.js";
import { canonicalCodes, codeLengths } from "./code-lengths.js";

/** bzip2's reader takes codes of 20 bits; its writer has kept to 17 since version 1.0.3. */
const mostBits = 17;
/** How often the codes are fitted to the groups that chose them. */
const rounds = 4;

/** Writes selectors, Huffman codes and symbols of a block whose alphabet has `alphabet` symbols. */
export function writeSymbols(bits: BitWriter, symbols: Uint16Array, alphabet: number): void {
  const groups = Math.ceil(symbols.length / groupLength);
  const tableCount = tablesFor(symbols.length);
  let lengths = firstGuess(symbols, alphabet, tableCount);
  const selectors = new Uint8Array(groups);
  for (let round = 0; round < rounds; round++) {
    const frequencies = lengths.map(() => new Float64Array(alphabet));
    for (let group = 0; group < groups; group++) {
      const start = group * groupLength;
      const part = symbols.subarray(start, start + groupLength);
      selectors[group] = cheapest(part, lengths);
      const counts = frequencies[selectors[group]!]!;
      for (const symbol of part) counts[symbol]!++;
    }
    // Every symbol needs a code in every table; taking the absent for less than once would only make the table long.
    lengths = frequencies.map((counts) =>
      codeLengths(
        counts.map((count) => Math.max(count, 1)),
        mostBits,
      ),
    );
  }

  bits.put(tableCount, 3);
  bits.put(groups, 15);
  writeSelectors(bits, selectors, tableCount);
  for (const table of lengths) writeLengths(bits, table);
  const codes = lengths.map(canonicalCodes);
  for (let at = 0; at < symbols.length; at++) {
    const selected = selectors[Math.floor(at / groupLength)]!;
    const symbol = symbols[at]!;
    bits.put(codes[selected]![symbol]!, lengths[selected]![symbol]!);
  }
}

/** More symbols pay for more tables; the steps are those of bzip2. */
function tablesFor(symbols: number): number {
  const steps = [200, 600, 1200, 2400];
  const step = steps.findIndex((most) => symbols < most);
  return step < 0 ? mostTables : step + 2;
}

/** Each table begins with short codes for its own stretch of the alphabet, all stretches being equally frequent. */
function firstGuess(symbols: Uint16Array, alphabet: number, tableCount: number): Uint8Array[] {
  const counts = new Uint32Array(alphabet);
  for (const symbol of symbols) counts[symbol]!++;
  const lengths: Uint8Array[] = [];
  let start = 0;
  let left = symbols.length;
  for (let table = 0; table < tableCount; table++) {
    const share = left / (tableCount - table);
    let end = start;
    let sum = 0;
    while (end < alphabet && (sum < share || end === start)) sum += counts[end++]!;
    lengths.push(new Uint8Array(alphabet).fill(15).fill(1, start, end));
    left -= sum;
    start = end;
  }
  return lengths;
}

function cheapest(part: Uint16Array, lengths: readonly Uint8Array[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let table = 0; table < lengths.length; table++) {
    const costs = lengths[table]!;
    let cost = 0;
    for (let i = 0; i < part.length; i++) cost += costs[part[i]!]!;
    if (cost < least) {
      least = cost;
      best = table;
    }
  }
  return best;
}

function writeSelectors(bits: BitWriter, selectors: Uint8Array, tableCount: number): void {
  const front = Array.from({ length: tableCount }, (_, i) => i);
  for (const selected of selectors) {
    const place = front.indexOf(selected);
    for (let i = 0; i < place; i++) bits.put(1, 1);
    bits.put(0, 1);
    front.splice(place, 1);
    front.unshift(selected);
  }
}

/** Each length is the one before, plus and minus one as often as it takes. */
function writeLengths(bits: BitWriter, lengths: Uint8Array): void {
  let current = lengths[0]!;
  bits.put(current, 5);
  for (const length of lengths) {
    for (; current < length; current++) bits.put(2, 2);
    for (; current > length; current--) bits.put(3, 2);
    bits.put(0, 1);
  }
}
