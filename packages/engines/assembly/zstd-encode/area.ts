/** Bytes of the engine's area, which the memory plan lays in front of every source. */
export const areaLength: u32 = 0x5600;

/** Where the area lies. */
export let area: u32 = 0;

export function placeArea(pointer: u32): void {
  area = pointer;
}

/** Filled once: see `logarithms.ts`, `code-values.ts` of the decoder, and `sequence-codes.ts`. */
export const logarithms: u32 = 0x0000;
export const literalLengthValues: u32 = 0x0440;
export const matchLengthValues: u32 = 0x0580;
export const literalLengthCodes: u32 = 0x0740;
export const matchLengthCodes: u32 = 0x0780;

/** How often each symbol occurs, 4 bytes each: four times 256 bytes, or the codes of three numbers, 64 each. */
export const occurrences: u32 = 0x0800;

/** A distribution: counts of 16 bits. The symbols of a table's states, while it is built. */
export const counts: u32 = 0x1800;
export const spread: u32 = 0x1880;

/** Tables to write with, see `writing-table.ts`: the usual ones, two in turn for each number of a sequence, one for weights. */
export const usualTables: u32 = 0x1a00;
export const ownTables: u32 = 0x2a80;
export const weightTable: u32 = 0x4b80;

/** A Huffman tree, while it is made: see `huffman-tree.ts`. What is no longer needed makes room for what comes. */
export const sortedSymbols: u32 = 0x0c00;
export const otherSymbols: u32 = 0x1000;
export const joinedWeights: u32 = 0x1400;
export const parents: u32 = 0x1000;
export const depths: u32 = 0x5100;
export const weights: u32 = 0x5300;
/** What it gives: by symbol the code times 256, plus the number of its bits; and how the format describes it. */
export const huffmanEntries: u32 = 0x1000;
export const description: u32 = 0x5400;
