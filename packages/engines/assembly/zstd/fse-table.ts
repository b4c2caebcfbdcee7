import { counts, nextStates } from "./area";

/**
 * A cell of a decoding table: the least value that its symbol stands for in 4 bytes, the base of the next state in 2,
 * the bits of the next state in 1, the bits added to the value in 1.
 */
export const cellBytes: u32 = 8;

/**
 * Builds the decoding table of the distribution in `counts` (RFC 8878, section 4.1.1). `values` says what each symbol
 * stands for. The counts are known to fill the table.
 */
export function buildTable(area: u32, table: u32, log: u32, symbols: u32, values: u32): void {
  const size: u32 = 1 << log;
  const mask = size - 1;
  let high = mask;
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    let count = <i32>load<i16>(area + counts + 2 * symbol);
    if (count === -1) {
      store<u32>(table + cellBytes * high--, symbol);
      count = 1;
    }
    store<u16>(area + nextStates + 2 * symbol, count);
  }

  const step = (size >> 1) + (size >> 3) + 3;
  let position: u32 = 0;
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const count = <i32>load<i16>(area + counts + 2 * symbol);
    for (let i = 0; i < count; i++) {
      store<u32>(table + cellBytes * position, symbol);
      do position = (position + step) & mask;
      while (position > high);
    }
  }

  for (let at = table, end = table + cellBytes * size; at < end; at += cellBytes) {
    const symbol = load<u32>(at);
    const state = <u32>load<u16>(area + nextStates + 2 * symbol);
    store<u16>(area + nextStates + 2 * symbol, state + 1);
    const bits = log - (31 - clz(state));
    const value = area + values + cellBytes * symbol;
    store<u32>(at, load<u32>(value));
    store<u16>(at, (state << bits) - size, 4);
    store<u8>(at, bits, 6);
    store<u8>(at, load<u8>(value, 4), 7);
  }
}

/** A table of one cell, for a symbol that repeats. */
export function buildSingle(area: u32, table: u32, symbol: u32, values: u32): void {
  const value = area + values + cellBytes * symbol;
  store<u32>(table, load<u32>(value));
  store<u32>(table, load<u32>(value, 4) << 24, 4);
}
