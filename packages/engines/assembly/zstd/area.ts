/** Bytes of the engine's area, which the memory plan lays in front of every source. */
export const areaLength = 0x29100;

/** By the next 11 bits: one symbol, and two where there are two. See `huffman-tree.ts` and `symbol-pairs.ts`. */
export const huffmanTable: u32 = 0x0000;
export const pairTable: u32 = 0x1000;

/** Cells of 8 bytes, see `fse-table.ts`: what a block brings, and what holds where it brings nothing. */
export const literalLengthTable: u32 = 0x3000;
export const matchLengthTable: u32 = 0x4000;
export const offsetTable: u32 = 0x5000;
export const usualLiteralLengthTable: u32 = 0x5800;
export const usualMatchLengthTable: u32 = 0x5a00;
export const usualOffsetTable: u32 = 0x5c00;

/** For every code 8 bytes: the least value it stands for, and how many bits are added to it. */
export const literalLengthValues: u32 = 0x5d00;
export const matchLengthValues: u32 = 0x5e80;
export const offsetValues: u32 = 0x6080;
export const weightValues: u32 = 0x6180;

/** While tables are built: a count, a next state, a weight for each symbol; cells of the table of weights. */
export const counts: u32 = 0x6200;
export const nextStates: u32 = 0x6300;
export const weights: u32 = 0x6400;
export const weightTable: u32 = 0x6600;
/** Where the cells of each weight begin, once its symbols are counted. */
export const ranks: u32 = 0x6800;

/** The streams of Huffman codes that are read at once: see `huffman-stream.ts`. */
export const streams: u32 = 0x6900;

/** The three codes of a sequence: see `sequence-code.ts`. */
export const literalLengthCode: u32 = 0x6980;
export const offsetCode: u32 = 0x69a0;
export const matchLengthCode: u32 = 0x69c0;

/** For each distance below 16 the order in which a vector repeats so many bytes. */
export const patterns: u32 = 0x6a00;

/** Sequences, decoded and not yet carried out. */
export const batch: u32 = 0x7000;

/** Literals of one block, at most 128 KiB, and what vectors may read behind them. */
export const literals: u32 = 0x9000;
