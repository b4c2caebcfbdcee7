import { area, huffmanEntries } from "./area";

/** Codes of at most 11 bits that fit in 64 beside the fewer than eight that wait. */
const together: u32 = 5;

/**
 * Writes one stream, from the last of `length` symbols to the first, behind it the mark of its end. Answers where it ends;
 * eight bytes behind may be written to.
 */
export function writeStream(symbols: u32, length: u32, to: u32): u32 {
  const entries = area + huffmanEntries;
  let at = symbols + length;
  let bits: u64 = 0;
  // Of this only the low six bits count, by which a shift goes; the codes that are added with the lengths lie above.
  let count: u64 = 0;
  for (let odd = length % together; odd > 0; odd--) {
    const entry = <u64>load<u32>(entries + 4 * load<u8>(--at));
    bits |= (entry >> 8) << count;
    count += entry;
  }
  for (; at > symbols; at -= together) {
    store<u64>(to, bits);
    to += <u32>(count >> 3) & 7;
    bits >>= count & 56;
    count &= 7;
    let entry = <u64>load<u32>(entries + 4 * load<u8>(at - 1));
    bits |= (entry >> 8) << count;
    count += entry;
    entry = load<u32>(entries + 4 * load<u8>(at - 2));
    bits |= (entry >> 8) << count;
    count += entry;
    entry = load<u32>(entries + 4 * load<u8>(at - 3));
    bits |= (entry >> 8) << count;
    count += entry;
    entry = load<u32>(entries + 4 * load<u8>(at - 4));
    bits |= (entry >> 8) << count;
    count += entry;
    entry = load<u32>(entries + 4 * load<u8>(at - 5));
    bits |= (entry >> 8) << count;
    count += entry;
  }
  count &= 63;
  bits |= (<u64>1) << count;
  store<u64>(to, bits);
  return to + <u32>((count + 8) >> 3);
}
