/**
 * Running sums of numbers of `width` bytes, modulo 2^bits. Inside a vector they take as many steps as its lanes can be
 * halved: each adds the vector to itself, shifted by twice as many lanes as the one before.
 */
export function sums(source: usize, length: usize, destination: usize, capacity: usize, width: usize): i32 {
  if (width === 1) sumBytes(source, length, destination);
  else if (width === 2) sumShorts(source, length, destination);
  else if (width === 4) sumWords(source, length, destination);
  else sumLongs(source, length, destination);
  return length as i32;
}

function sumBytes(source: usize, length: usize, destination: usize): void {
  const zero = i64x2.splat(0);
  let last = zero;
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) {
    let sum = v128.load(source + at);
    sum = i8x16.add(sum, v128.shuffle<u8>(zero, sum, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
    sum = i8x16.add(sum, v128.shuffle<u16>(zero, sum, 0, 8, 9, 10, 11, 12, 13, 14));
    sum = i8x16.add(sum, v128.shuffle<u32>(zero, sum, 0, 4, 5, 6));
    sum = i8x16.add(i8x16.add(sum, v128.shuffle<u64>(zero, sum, 0, 2)), last);
    v128.store(destination + at, sum);
    last = v128.swizzle(sum, i8x16.splat(15));
  }
  for (let sum = i8x16.extract_lane_u(last, 0); at < length; at++) {
    sum += load<u8>(source + at);
    store<u8>(destination + at, sum);
  }
}

function sumShorts(source: usize, length: usize, destination: usize): void {
  const zero = i64x2.splat(0);
  let last = zero;
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) {
    let sum = v128.load(source + at);
    sum = i16x8.add(sum, v128.shuffle<u16>(zero, sum, 0, 8, 9, 10, 11, 12, 13, 14));
    sum = i16x8.add(sum, v128.shuffle<u32>(zero, sum, 0, 4, 5, 6));
    sum = i16x8.add(i16x8.add(sum, v128.shuffle<u64>(zero, sum, 0, 2)), last);
    v128.store(destination + at, sum);
    last = v128.shuffle<u16>(sum, sum, 7, 7, 7, 7, 7, 7, 7, 7);
  }
  for (let sum = i16x8.extract_lane_u(last, 0); at < length; at += 2) {
    sum += load<u16>(source + at);
    store<u16>(destination + at, sum);
  }
}

function sumWords(source: usize, length: usize, destination: usize): void {
  const zero = i64x2.splat(0);
  let last = zero;
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) {
    let sum = v128.load(source + at);
    sum = i32x4.add(sum, v128.shuffle<u32>(zero, sum, 0, 4, 5, 6));
    sum = i32x4.add(i32x4.add(sum, v128.shuffle<u64>(zero, sum, 0, 2)), last);
    v128.store(destination + at, sum);
    last = v128.shuffle<u32>(sum, sum, 3, 3, 3, 3);
  }
  for (let sum = i32x4.extract_lane(last, 0); at < length; at += 4) {
    sum += load<i32>(source + at);
    store<i32>(destination + at, sum);
  }
}

/** Two lanes are not worth a vector. */
function sumLongs(source: usize, length: usize, destination: usize): void {
  for (let sum: u64 = 0, at: usize = 0; at < length; at += 8) {
    sum += load<u64>(source + at);
    store<u64>(destination + at, sum);
  }
}
