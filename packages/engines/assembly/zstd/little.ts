/** A number of `bytes` bytes, at most 8, the lowest first. */
export function little(from: u32, bytes: u32): u64 {
  let value: u64 = 0;
  for (let i: u32 = 0; i < bytes; i++) value |= (<u64>load<u8>(from + i)) << (8 * i);
  return value;
}
