import { area, counts } from "./area";
import { alignBits, putBits, startBits } from "./bit-writer";
import { logarithm } from "./logarithms";

const leastLog: u32 = 5;

/**
 * Leaves a distribution in `counts` for symbols that occur as often as `times` says, two of them at least: counts that add
 * up to the cells of a table. Answers the logarithm of their number.
 */
export function distribute(times: u32, symbols: u32, mostLog: u32): u32 {
  let total: u32 = 0;
  let used: u32 = 0;
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const count = load<u32>(times + 4 * symbol);
    total += count;
    used += count > 0 ? 1 : 0;
  }
  // More cells than a quarter of the symbols cost more to describe than they save.
  const sensible = max(29 - <i32>clz(total - 1), 32 - <i32>clz(used));
  const log = min(mostLog, max(leastLog, <u32>sensible));
  const cells: u32 = 1 << log;
  let left = <i32>cells;
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const count = load<u32>(times + 4 * symbol);
    // Twice 2^15 occurrences times 2^8 cells fit in 32 bits.
    const share: u32 = count === 0 ? 0 : max(1, (2 * count * cells + total) / (2 * total));
    store<i16>(area + counts + 2 * symbol, share);
    left -= share;
  }
  const change = left < 0 ? -1 : 1;
  for (; left !== 0; left -= change) {
    const cell = area + counts + 2 * cheapest(times, symbols, change);
    store<i16>(cell, load<i16>(cell) + change);
  }
  return log;
}

/** The symbol whose codes get shorter most, or longer least, with one cell more or fewer. */
function cheapest(times: u32, symbols: u32, change: i32): u32 {
  let best: u32 = 0;
  let gain = i32.MIN_VALUE;
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const count = <i32>load<i16>(area + counts + 2 * symbol);
    if (count === 0 || count + change === 0) continue;
    const own = <i32>load<u32>(times + 4 * symbol) * <i32>(logarithm(count + change) - logarithm(count));
    if (own <= gain) continue;
    gain = own;
    best = symbol;
  }
  return best;
}

/** Writes the distribution in `counts` (RFC 8878, section 4.1.1); answers where it ends. */
export function writeDistribution(log: u32, to: u32): u32 {
  startBits(to);
  putBits(log - leastLog, 4);
  let remaining: u32 = 1 << log;
  for (let at = area + counts; remaining > 0; at += 2) {
    const count = <u32>load<i16>(at);
    const width: u32 = 32 - clz(remaining + 1);
    const short: u32 = (1 << width) - 2 - remaining;
    const value = count + 1;
    if (value < short) putBits(value, width - 1);
    else putBits(value < <u32>(1 << (width - 1)) ? value : value + short, width);
    remaining -= count;
    if (count > 0) continue;
    let zeros: u32 = 0;
    while (load<i16>(at, 2) === 0) {
      zeros++;
      at += 2;
    }
    for (; zeros >= 3; zeros -= 3) putBits(3, 2);
    putBits(zeros, 2);
  }
  return alignBits();
}
