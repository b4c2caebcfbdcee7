import { area, counts, spread } from "./area";
import { putBits } from "./bit-writer";
import { logarithm, wholeBit } from "./logarithms";

/**
 * A table to write with, from a state and a symbol to the bits to write and the state before. By symbol, of 64: in how many
 * cells it stands, in 4 bytes; what is added to a state to have the number of its bits in the upper half, and where its states
 * lie, 4 bytes each. Then the states, 2 bytes each; they count from the table's size on.
 */
const tableLog: u32 = 0;
const tableCounts: u32 = 0x40;
export const tableSteps: u32 = 0x140;
export const tableStates: u32 = 0x340;
export const tableBytes: u32 = 0x580;

/** What `bitsFor` answers where the table lacks a symbol. */
export const cannot: u32 = 0xffffffff;

/** Builds the table of the distribution in `counts`, of at most 256 cells (RFC 8878, section 4.1.1). */
export function buildTable(table: u32, symbols: u32, log: u32): void {
  const size: u32 = 1 << log;
  const mask = size - 1;
  const cells = area + spread;
  let high = mask;
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    if (load<i16>(area + counts + 2 * symbol) === -1) store<u8>(cells + high--, symbol);
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let position: u32 = 0;
  let start = 0;
  store<u32>(table, log, tableLog);
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const share = <i32>load<i16>(area + counts + 2 * symbol);
    for (let i = 0; i < share; i++) {
      store<u8>(cells + position, symbol);
      do position = (position + step) & mask;
      while (position > high);
    }
    const count = abs(share);
    setSymbol(table, symbol, log, count, start);
    start += count;
  }
  for (let state: u32 = 0; state < size; state++) {
    const steps = table + 8 * load<u8>(cells + state);
    // Used as the place of the next state until all are there.
    const next = load<i32>(steps, tableSteps + 4);
    store<i32>(steps, next + 1, tableSteps + 4);
    store<u16>(table + 2 * next, size + state, tableStates);
  }
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const steps = table + 8 * symbol;
    const end = load<i32>(steps, tableSteps + 4);
    store<i32>(steps, end - 2 * load<i32>(table + 4 * symbol, tableCounts), tableSteps + 4);
  }
}

/** The table of a symbol that repeats, without any bits. */
export function buildSingle(table: u32, symbols: u32, single: u32): void {
  store<u32>(table, 0, tableLog);
  for (let symbol: u32 = 0; symbol < symbols; symbol++) setSymbol(table, symbol, 0, symbol === single ? 1 : 0, 0);
  store<i32>(table + 8 * single, -1, tableSteps + 4);
  store<u16>(table, 1, tableStates);
}

function setSymbol(table: u32, symbol: u32, log: u32, count: i32, start: i32): void {
  store<i32>(table + 4 * symbol, count, tableCounts);
  const most = log + 1 - (32 - clz(count - 1));
  store<i32>(table + 8 * symbol, count === 0 ? 0 : (most << 16) - (count << most), tableSteps);
  store<i32>(table + 8 * symbol, start, tableSteps + 4);
}

/** The state to begin with: of all that decode to a symbol, one that takes the most bits, which are never none. */
export function firstState(table: u32, symbol: u32): u32 {
  const at = load<i32>(table + 8 * symbol, tableSteps + 4) + load<i32>(table + 4 * symbol, tableCounts);
  return load<u16>(table + 2 * at, tableStates);
}

/** Writes the bits by which `state` is reached from a state that decodes to `symbol`; answers that state. */
export function stepState(table: u32, symbol: u32, state: u32): u32 {
  const steps = table + 8 * symbol;
  const width = (state + load<i32>(steps, tableSteps)) >> 16;
  putBits(state & ((1 << width) - 1), width);
  return load<u16>(table + 2 * ((state >> width) + load<i32>(steps, tableSteps + 4)), tableStates);
}

/** Writes the state that a reader begins with. */
export function lastState(table: u32, state: u32): void {
  const log = load<u32>(table, tableLog);
  putBits(state - (1 << log), log);
}

/** About how many bits, in units of `wholeBit`, symbols take that occur as often as `times` says; or `cannot`. */
export function bitsFor(table: u32, times: u32, symbols: u32): u32 {
  const all = load<u32>(table, tableLog) * wholeBit;
  let bits: u32 = 0;
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const count = load<u32>(times + 4 * symbol);
    if (count === 0) continue;
    const cells = load<u32>(table + 4 * symbol, tableCounts);
    if (cells === 0) return cannot;
    bits += count * (all - logarithm(cells));
  }
  return bits;
}
