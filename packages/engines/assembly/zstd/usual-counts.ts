/**
 * The distributions that hold where a block brings none (RFC 8878, section 3.1.1.3.2.2), as counts of 16 bits. Tables
 * written as arrays would be data segments, so they are packed into numbers, four bits each, the first one lowest;
 * counts are stored plus one, since some are −1.
 */
export const usualLengthLog: u32 = 6;
export const usualOffsetLog: u32 = 5;
export const usualOffsets: u32 = 29;

export function spellLiteralLengths(to: u32): void {
  spell(to, 0, 0x2223_3333_3333_3345);
  spell(to, 16, 0x2222_2343_3333_3333);
  spell(to, 32, 0x0000);
}

export function spellOffsets(to: u32): void {
  spell(to, 0, 0x2222_2223_3322_2222);
  spell(to, 16, 0x0_0000_2222_2222);
}

export function spellMatchLengths(to: u32): void {
  spell(to, 0, 0x2222_2223_3333_3452);
  spell(to, 16, 0x2222_2222_2222_2222);
  spell(to, 32, 0x0022_2222_2222_2222);
  spell(to, 48, 0x00000);
}

function spell(to: u32, from: u32, packed: u64): void {
  for (let i: u32 = 0; i < 16; i++) store<i16>(to + 2 * (from + i), <i16>(<i32>(packed >> (4 * i)) & 15) - 1);
}
