/** Where the engine's tables lie. */
export let area: usize = 0;

/** Codes up to this long are found by one look-up; for longer ones it leads to a second table. */
export const literalBits: u32 = 11;
export const distanceBits: u32 = 8;
export const lengthBits: u32 = 7;

/** Entries of 4 bytes: one for each look-up, and a table of 16 or 128 behind each symbol whose code is longer. */
export const literalTable: usize = 0x0000;
export const distanceTable: usize = 0x5000;
/** Used while a block's codes are read: the code of code lengths, and the lengths of all symbols. */
export const lengthTable: usize = 0x8000;
export const lengths: usize = 0x8200;
export const counts: usize = 0x8400;
export const nextCodes: usize = 0x8440;

export const areaLength = 0x8480;

export function setArea(pointer: usize): void {
  area = pointer;
}
