import type { ZstdBitWriter } from "./zstd-bit-writer.js";
import { wholeBit, zstdLogarithms } from "./zstd-logarithms.js";
import type { ZstdTable } from "./zstd-table.js";

/** The inverse of a decoding table: from a state and a symbol to the bits to write and the state before. */
export class ZstdWritingTable {
  readonly log: number;
  /** By symbol: in how many cells it stands. */
  readonly counts: Uint32Array;
  /** The states of each symbol's cells, one symbol's behind the other's; they count from the table's size on. */
  readonly states: Uint16Array;
  /** By symbol: added to a state, the number of its bits to write in the upper half; and where its states lie. */
  readonly bits: Int32Array;
  readonly starts: Int32Array;

  constructor({ log, cells }: ZstdTable, symbols: number) {
    this.log = log;
    this.counts = new Uint32Array(symbols);
    this.states = new Uint16Array(cells.length);
    this.bits = new Int32Array(symbols);
    this.starts = new Int32Array(symbols);
    for (const cell of cells) this.counts[cell >>> 24]!++;
    const next = new Uint16Array(symbols);
    let start = 0;
    for (const [symbol, count] of this.counts.entries()) {
      const most = log + 1 - (32 - Math.clz32(count - 1));
      this.bits[symbol] = (most << 16) - (count << most);
      this.starts[symbol] = start - count;
      next[symbol] = start;
      start += count;
    }
    for (const [state, cell] of cells.entries()) this.states[next[cell >>> 24]!++] = cells.length + state;
  }

  /** The state to begin with: of all that decode to a symbol, one that takes the most bits, which are never none. */
  first(symbol: number): number {
    return this.states[this.starts[symbol]! + this.counts[symbol]!]!;
  }

  /** Writes the bits by which `state` is reached from a state that decodes to `symbol`; answers that state. */
  step(symbol: number, state: number, output: ZstdBitWriter): number {
    const width = (state + this.bits[symbol]!) >> 16;
    output.put(state & ((1 << width) - 1), width);
    return this.states[(state >> width) + this.starts[symbol]!]!;
  }

  /** Writes the state that a reader begins with. */
  last(state: number, output: ZstdBitWriter): void {
    output.put(state - (1 << this.log), this.log);
  }

  /** About how many bits, in units of `wholeBit`, symbols take that occur so often; infinitely many when the table lacks one. */
  bitsFor(occurrences: Uint32Array): number {
    const logarithms = zstdLogarithms();
    let bits = 0;
    for (const [symbol, count] of occurrences.entries()) {
      if (count === 0) continue;
      const cells = this.counts[symbol]!;
      if (cells === 0) return Number.POSITIVE_INFINITY;
      bits += count * (this.log * wholeBit - logarithms[cells]!);
    }
    return bits;
  }
}
