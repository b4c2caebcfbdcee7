/** The lowest bit of each byte, eight to a byte, from the lowest bit up, or from the highest down where `descending`. */
export function packBits(source: usize, length: usize, destination: usize, capacity: usize, descending: i32): i32 {
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) {
    let flags = v128.load(source + at);
    if (descending) flags = v128.shuffle<u8>(flags, flags, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8);
    store<u16>(destination + (at >> 3), i8x16.bitmask(i8x16.shl(flags, 7)));
  }
  for (; at < length; at += 8) {
    let packed: u32 = 0;
    for (let bit: u32 = 0; bit < 8 && at + bit < length; bit++) {
      packed |= ((load<u8>(source + at + bit) & 1) as u32) << (descending ? 7 - bit : bit);
    }
    store<u8>(destination + (at >> 3), packed);
  }
  return ((length + 7) >> 3) as i32;
}

/** The reverse of `packBits`: fills the destination with zeros and ones, from a source that holds as many bits. */
export function unpackBits(source: usize, length: usize, destination: usize, capacity: usize, descending: i32): i32 {
  const bits = i64x2.splat(descending ? 0x0102040810204080 : 0x8040201008040201);
  const bytes = i64x2(0, 0x0101010101010101);
  let at: usize = 0;
  for (; at + 16 <= capacity; at += 16) {
    const both = v128.swizzle(i16x8.splat(load<u16>(source + (at >> 3))), bytes);
    v128.store(destination + at, v128.and(i8x16.eq(v128.and(both, bits), bits), i8x16.splat(1)));
  }
  for (; at < capacity; at++) {
    const bit = at as u32 & 7;
    const byte = load<u8>(source + (at >> 3)) as u32;
    store<u8>(destination + at, (byte >> (descending ? 7 - bit : bit)) & 1);
  }
  return capacity as i32;
}
