/**
 * An entry of a table: the length of the code in its four lowest bits, 0 for no code; what it is in the next four; how
 * many extra bits follow from bit 8 on; from bit 16 on the symbol, or the least length or distance it stands for.
 */
export const literalEntries: u32 = 0;
export const distanceEntries: u32 = 1;
export const codeLengthEntries: u32 = 2;

/** What an entry can be; none of them: a length or a distance. */
export const isLiteral: u32 = 0x10;
export const isEnd: u32 = 0x20;
/** No code has this symbol; refused where it occurs. */
export const isNone: u32 = 0x40;
/** The entry leads to a second table, which begins at the number from bit 16 on and takes as many bits as bit 8 says. */
export const isLink: u32 = 0x80;

export function entryFor(kind: u32, symbol: u32): u32 {
  if (kind === codeLengthEntries) return symbol << 16;
  if (kind === distanceEntries) {
    if (symbol > 29) return isNone;
    const extra: u32 = symbol < 4 ? 0 : (symbol >> 1) - 1;
    const base: u32 = symbol < 4 ? 1 + symbol : 1 + ((2 + (symbol & 1)) << extra);
    return (base << 16) | (extra << 8);
  }
  if (symbol < 256) return (symbol << 16) | isLiteral;
  if (symbol === 256) return isEnd;
  if (symbol > 285) return isNone;
  const length = symbol - 257;
  if (length === 28) return 258 << 16;
  const extra: u32 = length < 8 ? 0 : (length >> 2) - 1;
  const base: u32 = length < 8 ? 3 + length : 3 + ((4 + (length & 3)) << extra);
  return (base << 16) | (extra << 8);
}
