import {
  area, counts, distanceBits, distanceTable, lengthBits, lengths, lengthTable, literalBits, literalTable, nextCodes,
} from "./area";
import { bits, isOverrun, refill, skip, take } from "./bits";
import { codeLengthEntries, distanceEntries, entryFor, literalEntries } from "./entries";

/** Codes of blocks that bring none (section 3.2.6). */
export function setFixedCodes(): void {
  const at = area + lengths;
  memory.fill(at, 8, 144);
  memory.fill(at + 144, 9, 112);
  memory.fill(at + 256, 7, 24);
  memory.fill(at + 280, 8, 8);
  memory.fill(at + 288, 5, 32);
  build(at, 288, literalTable, literalBits, literalEntries);
  build(at + 288, 32, distanceTable, distanceBits, distanceEntries);
}

/** Reads the codes of a block (section 3.2.7); false where they are none. */
export function readCodes(): bool {
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const told = take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  const all = area + lengths;
  memory.fill(all, 0, 19);
  for (let i: u32 = 0; i < told; i++) store<u8>(all + place(i), take(3));
  if (!build(all, 19, lengthTable, lengthBits, codeLengthEntries)) return false;

  const end = all + literals + distances;
  let at = all;
  while (at < end) {
    refill();
    const entry = load<u32>(area + lengthTable + 4 * ((bits as usize) & 127));
    if (entry === 0) return false;
    skip(entry & 15);
    const symbol = entry >> 16;
    if (symbol < 16) {
      store<u8>(at++, symbol);
      continue;
    }
    if (symbol === 16 && at === all) return false;
    const value = symbol === 16 ? load<u8>(at - 1) : 0;
    const times: usize = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
    if (times > end - at) return false;
    memory.fill(at, value, times);
    at += times;
  }
  if (isOverrun() || load<u8>(all + 256) === 0) return false;
  return (
    build(all, literals, literalTable, literalBits, literalEntries) &&
    build(all + literals, distances, distanceTable, distanceBits, distanceEntries)
  );
}

/** Where in the order of their symbols the length stands that is stored as number `i`. */
function place(i: u32): usize {
  // 16 17 18 0 8 7 9 6 10 5 11 4, then 12 3 13 2 14 1 15, five bits each, the first one lowest.
  const first: u64 = 16 | (17 << 5) | (18 << 10) | (0 << 15) | (8 << 20) | (7 << 25) | ((9 as u64) << 30) |
    ((6 as u64) << 35) | ((10 as u64) << 40) | ((5 as u64) << 45) | ((11 as u64) << 50) | ((4 as u64) << 55);
  const second: u64 = 12 | (3 << 5) | (13 << 10) | (2 << 15) | (14 << 20) | (1 << 25) | ((15 as u64) << 30);
  return (i < 12 ? (first >> (5 * i as u64)) & 31 : (second >> (5 * (i - 12) as u64)) & 31) as usize;
}

/**
 * Builds the table of a canonical code from the lengths of `symbols` symbols; false where too many or too few codes are
 * used. Too few may be used only by a code of at most one symbol, as of the distances of a block without matches.
 */
function build(from: usize, symbols: u32, table: usize, primary: u32, kind: u32): bool {
  const count = area + counts;
  const next = area + nextCodes;
  const entries = area + table;
  memory.fill(count, 0, 64);
  for (let symbol: usize = 0; symbol < symbols; symbol++) {
    const at = count + 4 * (load<u8>(from + symbol) as usize);
    store<u32>(at, load<u32>(at) + 1);
  }
  store<u32>(count, 0);
  let left: i32 = 1;
  let code: u32 = 0;
  let longest: u32 = 0;
  for (let length: u32 = 1; length <= 15; length++) {
    const used = load<u32>(count + 4 * length);
    left = 2 * left - used;
    if (left < 0) return false;
    code = (code + load<u32>(count + 4 * length - 4)) << 1;
    store<u32>(next + 4 * length, code);
    if (used > 0) longest = length;
  }
  if (left > 0 && (longest > 1 || kind === codeLengthEntries)) return false;

  const mask: u32 = (1 << primary) - 1;
  const secondary = longest > primary ? longest - primary : 0;
  let free: u32 = 1 << primary;
  memory.fill(entries, 0, (4 as usize) << primary);
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const length = load<u8>(from + symbol) as u32;
    if (length === 0) continue;
    const own = load<u32>(next + 4 * length);
    store<u32>(next + 4 * length, own + 1);
    const reversed = reverse(own) >> (32 - length);
    const entry = entryFor(kind, symbol) | length;
    if (length <= primary) {
      for (let slot = reversed; slot <= mask; slot += 1 << length) store<u32>(entries + 4 * slot, entry);
      continue;
    }
    const head = entries + 4 * (reversed & mask);
    if (load<u32>(head) === 0) {
      store<u32>(head, (free << 16) | (secondary << 8) | 0x80 | primary);
      free += 1 << secondary;
    }
    const inner = load<u32>(head) >> 16;
    for (let slot = reversed >> primary; slot < 1 << secondary; slot += 1 << (length - primary)) {
      store<u32>(entries + 4 * (inner + slot), entry);
    }
  }
  return true;
}

/** The 32 bits in reverse. */
function reverse(word: u32): u32 {
  word = ((word >> 1) & 0x55555555) | ((word & 0x55555555) << 1);
  word = ((word >> 2) & 0x33333333) | ((word & 0x33333333) << 2);
  word = ((word >> 4) & 0x0f0f0f0f) | ((word & 0x0f0f0f0f) << 4);
  return bswap(word);
}
