import { ZstdBitWriter } from "./zstd-bit-writer.js";
import type { ZstdCode } from "./zstd-codes.js";
import { writeZstdDistribution, zstdDistribution } from "./zstd-distribution.js";
import { wholeBit } from "./zstd-logarithms.js";
import { singleZstdTable, zstdTable } from "./zstd-table.js";
import { ZstdWritingTable } from "./zstd-writing-table.js";

/** How a block tells a table (RFC 8878, section 3.1.1.3.2.1). */
export interface ZstdTableChoice {
  readonly mode: number;
  readonly table: ZstdWritingTable;
  readonly description: Uint8Array;
  /** What the next block may use again. */
  readonly again: ZstdWritingTable | undefined;
}

const modes = { usual: 0, single: 1, described: 2, repeated: 3 };
/** The format allows one bit more for lengths, by which next to nothing is won. */
const mostLog = 8;
const mostDescription = 64;
const nothing = new Uint8Array(0);
const usualTables = new Map<ZstdCode, ZstdWritingTable>();

/** The table by which these symbols take the fewest bits, its description counted; `last` is the one of the block before. */
export function chooseZstdTable(
  code: ZstdCode,
  symbols: Uint8Array,
  last: ZstdWritingTable | undefined,
): ZstdTableChoice {
  const kinds = code.least.length;
  const occurrences = new Uint32Array(kinds);
  for (let i = 0; i < symbols.length; i++) occurrences[symbols[i]!]!++;
  let usual = usualTables.get(code);
  if (usual === undefined) usualTables.set(code, (usual = new ZstdWritingTable(code.usual, kinds)));

  const choices: ZstdTableChoice[] = [{ mode: modes.usual, table: usual, description: nothing, again: undefined }];
  const first = symbols[0]!;
  if (occurrences[first] === symbols.length) {
    const table = new ZstdWritingTable(singleZstdTable(first), kinds);
    choices.push({ mode: modes.single, table, description: Uint8Array.of(first), again: undefined });
  } else {
    const distribution = zstdDistribution(occurrences, mostLog);
    const output = new ZstdBitWriter(new Uint8Array(mostDescription), 0);
    const description = output.bytes.subarray(0, writeZstdDistribution(distribution, output));
    const table = new ZstdWritingTable(zstdTable(distribution), kinds);
    choices.push({ mode: modes.described, table, description, again: table });
  }
  if (last) choices.push({ mode: modes.repeated, table: last, description: nothing, again: last });
  const bits = choices.map(({ table, description }) => table.bitsFor(occurrences) + 8 * wholeBit * description.length);
  return choices[bits.indexOf(Math.min(...bits))]!;
}
