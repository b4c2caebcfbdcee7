import { pairTable } from "./area";
import { longestCode } from "./huffman-tree";

/** A cell: the bits of its symbols in 1 byte, how many there are in 1, the symbols in 2. */
export const pairBytes: u32 = 4;

/** Fills the table that finds two symbols at once wherever both codes fit, from that of single symbols. */
export function fillPairs(area: u32, table: u32): void {
  const pairs = area + pairTable;
  const mask: u32 = (1 << longestCode) - 1;
  for (let bits: u32 = 0; bits <= mask; bits++) {
    const first = <u32>load<u16>(table + 2 * bits);
    const width = first & 15;
    const second = <u32>load<u16>(table + 2 * ((bits << width) & mask));
    const both = width + (second & 15);
    const single = width | 0x100 | ((first & 0xff00) << 8);
    const pair = both | 0x200 | ((first & 0xff00) << 8) | ((second & 0xff00) << 16);
    store<u32>(pairs + pairBytes * bits, select<u32>(pair, single, both <= longestCode));
  }
}
