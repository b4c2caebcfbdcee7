import { CorruptData } from "./corrupt-data.js";
import { type ZstdCode, zstdCodes } from "./zstd-codes.js";
import { readZstdCounts } from "./zstd-counts.js";
import { singleZstdTable, type ZstdTable, zstdTable } from "./zstd-table.js";

/** The tables in force; a block may use those of the one before. */
export interface ZstdTables {
  readonly literalLength: ZstdTable;
  readonly offset: ZstdTable;
  readonly matchLength: ZstdTable;
  /** Where in the block their descriptions end. */
  readonly end: number;
}

/** Reads the modes and the three tables (RFC 8878, section 3.1.1.3.2.1) of a block. Throws `CorruptData`. */
export function readZstdTables(
  block: Uint8Array,
  start: number,
  end: number,
  before: ZstdTables | undefined,
): ZstdTables {
  if (start >= end) throw truncated();
  const modes = block[start]!;
  if (modes & 3) throw new CorruptData("a zstd block sets reserved bits");
  let at = start + 1;
  const read = (code: ZstdCode, mode: number, last: ZstdTable | undefined): ZstdTable => {
    if (mode === 0) return code.usual;
    if (mode === 1) {
      if (at >= end) throw truncated();
      const symbol = block[at++]!;
      if (symbol >= code.least.length) throw new CorruptData(`a zstd block uses code ${symbol} of ${code.name}`);
      return singleZstdTable(symbol);
    }
    if (mode === 2) {
      const counts = readZstdCounts(block, at, end, code.mostLog, code.least.length);
      at = counts.end;
      return zstdTable(counts);
    }
    if (last) return last;
    throw new CorruptData(`a zstd block uses the table of ${code.name} of the one before, and there is none`);
  };
  const codes = zstdCodes();
  const literalLength = read(codes.literalLength, modes >> 6, before?.literalLength);
  const offset = read(codes.offset, (modes >> 4) & 3, before?.offset);
  const matchLength = read(codes.matchLength, (modes >> 2) & 3, before?.matchLength);
  return { literalLength, offset, matchLength, end: at };
}

function truncated(): CorruptData {
  return new CorruptData("a zstd block ends within its tables");
}
