/** How many codes there are of literal lengths and of match lengths (RFC 8878, section 3.1.1.3.2.1.1). */
export const literalLengths: u32 = 36;
export const matchLengths: u32 = 53;

/** For each code a cell: the least value it stands for in four bytes, how many bits are added to it in four more. */
export const valueBytes: u32 = 8;

export function fillLiteralLengthValues(to: u32): void {
  fillValues(to, literalLengths, 0, 16, 0x4_3322_1111, 9, 19);
}

export function fillMatchLengthValues(to: u32): void {
  fillValues(to, matchLengths, 3, 32, 0x544_3322_1111, 11, 36);
}

/** Codes below `from` stand for one value each; then their bits grow as `packed` says, and later by one each. */
function fillValues(to: u32, symbols: u32, least: u32, from: u32, packed: u64, irregular: u32, minus: u32): void {
  let value = least;
  for (let code: u32 = 0; code < symbols; code++) {
    let bits: u32 = 0;
    if (code >= from + irregular) bits = code - minus;
    else if (code >= from) bits = <u32>(packed >> (4 * (code - from))) & 15;
    store<u32>(to + code * valueBytes, value);
    store<u32>(to + code * valueBytes, bits, 4);
    value += 1 << bits;
  }
}
