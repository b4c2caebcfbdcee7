import type { ZstdCounts } from "./zstd-counts.js";

/** A table by which symbols are decoded from states. */
export interface ZstdTable {
  /** How many bits the first state takes. */
  readonly log: number;
  /** By state: the symbol in the top byte, the bits of the next state in the second, its base in the low half. */
  readonly cells: Uint32Array;
}

/** Builds the table of a distribution (RFC 8878, section 4.1.1). */
export function zstdTable({ counts, log }: Omit<ZstdCounts, "end">): ZstdTable {
  const size = 1 << log;
  const symbols = new Uint8Array(size);
  const next = counts.map((count) => Math.abs(count));
  let high = size - 1;
  for (const [symbol, count] of counts.entries()) if (count === -1) symbols[high--] = symbol;
  const step = (size >> 1) + (size >> 3) + 3;
  let position = 0;
  for (const [symbol, count] of counts.entries()) {
    for (let i = 0; i < count; i++) {
      symbols[position] = symbol;
      do position = (position + step) & (size - 1);
      while (position > high);
    }
  }
  const cells = Uint32Array.from(symbols, (symbol) => {
    const state = next[symbol]!++;
    const bits = log - (31 - Math.clz32(state));
    return ((symbol << 24) | (bits << 16) | ((state << bits) - size)) >>> 0;
  });
  return { log, cells };
}

/** The table of a symbol that repeats, without any bits. */
export function singleZstdTable(symbol: number): ZstdTable {
  return { log: 0, cells: Uint32Array.of(symbol * 2 ** 24) };
}
