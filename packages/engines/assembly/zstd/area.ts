/** Bytes of the engine's area, which the memory plan lays in front of every source. */
export const areaLength = 0x26000;

/** Decodes 11 bits: the symbol in the high byte, the number of its bits in the low one. */
export const huffmanTable: u32 = 0x0000;

/** Cells of 8 bytes, see `fse-table.ts`: what a block brings, and what holds where it brings nothing. */
export const literalLengthTable: u32 = 0x1000;
export const matchLengthTable: u32 = 0x2000;
export const offsetTable: u32 = 0x3000;
export const defaultLiteralLengthTable: u32 = 0x3800;
export const defaultMatchLengthTable: u32 = 0x3a00;
export const defaultOffsetTable: u32 = 0x3c00;

/** For every code 8 bytes: the least value it stands for, and how many bits are added to it. */
export const literalLengthCodes: u32 = 0x3d00;
export const matchLengthCodes: u32 = 0x3e80;
export const offsetCodes: u32 = 0x4080;
export const weightCodes: u32 = 0x4180;

/** While tables are built: a count, a next state, a weight for each symbol; cells of the table of weights. */
export const counts: u32 = 0x4200;
export const nextStates: u32 = 0x4300;
export const weights: u32 = 0x4400;
export const weightTable: u32 = 0x4600;
/** How many symbols have each weight, and where their cells begin. */
export const ranks: u32 = 0x4800;

/** For each distance below 16 the order in which a vector repeats so many bytes. */
export const patterns: u32 = 0x4a00;

/** Literals of one block, at most 128 KiB, and what a vector's read may take behind them. */
export const literals: u32 = 0x5000;
