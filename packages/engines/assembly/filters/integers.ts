/** Integers of 8, 16 or 32 bits, by a type that is that number, negative for signed ones; unsigned ones have 16 bits at most. */

@inline
export function leastOf(type: i32): f64 {
  return type < 0 ? -((1 as i64) << (-type - 1)) as f64 : 0;
}

/** The least that is too large. */
@inline
export function limitOf(type: i32): f64 {
  return ((1 as i64) << (type < 0 ? -type - 1 : type)) as f64;
}

/** Writes the elements from `index` on. */
@inline
export function putFour(destination: usize, index: usize, four: v128, type: i32): void {
  if (type === -32) v128.store(destination + 4 * index, four);
  else if (type === -16) v128.store_lane<u64>(destination + 2 * index, i16x8.narrow_i32x4_s(four, four), 0);
  else if (type === 16) v128.store_lane<u64>(destination + 2 * index, i16x8.narrow_i32x4_u(four, four), 0);
  else {
    const short = i16x8.narrow_i32x4_s(four, four);
    const bytes = type < 0 ? i8x16.narrow_i16x8_s(short, short) : i8x16.narrow_i16x8_u(short, short);
    v128.store_lane<u32>(destination + index, bytes, 0);
  }
}

@inline
export function putOne(destination: usize, index: usize, value: i32, type: i32): void {
  if (type === -32) store<i32>(destination + 4 * index, value);
  else if (type === -16 || type === 16) store<u16>(destination + 2 * index, value as u16);
  else store<u8>(destination + index, value as u8);
}

@inline
export function takeFour(source: usize, index: usize, type: i32): v128 {
  if (type === -32) return v128.load(source + 4 * index);
  if (type === -16) return v128.load_ext<i16>(source + 2 * index);
  if (type === 16) return v128.load_ext<u16>(source + 2 * index);
  const bytes = v128.load_zero<u32>(source + index);
  return type < 0
    ? i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(bytes))
    : i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
}

@inline
export function takeOne(source: usize, index: usize, type: i32): i32 {
  if (type === -32) return load<i32>(source + 4 * index);
  if (type === -16) return load<i16>(source + 2 * index);
  if (type === 16) return load<u16>(source + 2 * index);
  return type < 0 ? load<i8>(source + index) as i32 : load<u8>(source + index) as i32;
}
