/** Each number of `width` bytes less the one before it, modulo 2^bits; the first as it is. Not in place. */
export function differences(source: usize, length: usize, destination: usize, capacity: usize, width: usize): i32 {
  if (length < width) return 0;
  memory.copy(destination, source, width);
  let at = width;
  for (; at + 16 <= length; at += 16) {
    const now = v128.load(source + at);
    const before = v128.load(source + at - width);
    if (width === 1) v128.store(destination + at, i8x16.sub(now, before));
    else if (width === 2) v128.store(destination + at, i16x8.sub(now, before));
    else if (width === 4) v128.store(destination + at, i32x4.sub(now, before));
    else v128.store(destination + at, i64x2.sub(now, before));
  }
  for (; at < length; at += width) {
    if (width === 1) store<u8>(destination + at, load<u8>(source + at) - load<u8>(source + at - 1));
    else if (width === 2) store<u16>(destination + at, load<u16>(source + at) - load<u16>(source + at - 2));
    else if (width === 4) store<u32>(destination + at, load<u32>(source + at) - load<u32>(source + at - 4));
    else store<u64>(destination + at, load<u64>(source + at) - load<u64>(source + at - 8));
  }
  return length as i32;
}
