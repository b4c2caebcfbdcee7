import type { ZstdBitWriter } from "./zstd-bit-writer.js";
import type { ZstdCounts } from "./zstd-counts.js";
import { zstdLogarithms } from "./zstd-logarithms.js";

export type ZstdDistribution = Omit<ZstdCounts, "end">;

const leastLog = 5;

/** A distribution for symbols that occur so often, two of them at least: counts that add up to a table's cells. */
export function zstdDistribution(occurrences: Uint32Array, mostLog: number): ZstdDistribution {
  let total = 0;
  let used = 0;
  let end = 0;
  for (const [symbol, count] of occurrences.entries()) {
    if (count === 0) continue;
    total += count;
    used++;
    end = symbol + 1;
  }
  // More cells than a quarter of the symbols cost more to describe than they save.
  const sensible = Math.max(29 - Math.clz32(total - 1), 32 - Math.clz32(used));
  const log = Math.min(mostLog, Math.max(leastLog, sensible));
  const cells = 1 << log;
  const counts = Array.from(occurrences.subarray(0, end), (count) =>
    count === 0 ? 0 : Math.max(1, Math.floor((2 * count * cells + total) / (2 * total))),
  );
  let left = cells - counts.reduce((sum, count) => sum + count, 0);
  for (; left !== 0; left -= Math.sign(left)) {
    const symbol = cheapest(occurrences, counts, Math.sign(left));
    counts[symbol]! += Math.sign(left);
  }
  return { counts, log };
}

/** The symbol whose codes get shorter most, or longer least, with one cell more or fewer. */
function cheapest(occurrences: Uint32Array, counts: readonly number[], change: number): number {
  const logarithms = zstdLogarithms();
  let best = -1;
  let gain = Number.NEGATIVE_INFINITY;
  for (const [symbol, count] of counts.entries()) {
    if (count === 0 || count + change === 0) continue;
    const own = occurrences[symbol]! * (logarithms[count + change]! - logarithms[count]!);
    if (own <= gain) continue;
    gain = own;
    best = symbol;
  }
  return best;
}

/** Writes what `readZstdCounts` reads (RFC 8878, section 4.1.1); answers where it ends. */
export function writeZstdDistribution({ counts, log }: ZstdDistribution, output: ZstdBitWriter): number {
  output.put(log - leastLog, 4);
  let remaining = 1 << log;
  for (let symbol = 0; remaining > 0; symbol++) {
    const count = counts[symbol]!;
    const width = 32 - Math.clz32(remaining + 1);
    const short = (1 << width) - 2 - remaining;
    const value = count + 1;
    if (value < short) output.put(value, width - 1);
    else output.put(value < 1 << (width - 1) ? value : value + short, width);
    remaining -= count;
    if (count > 0) continue;
    let zeros = 0;
    while (counts[symbol + 1] === 0) {
      zeros++;
      symbol++;
    }
    for (; zeros >= 3; zeros -= 3) output.put(3, 2);
    output.put(zeros, 2);
  }
  return output.align();
}
