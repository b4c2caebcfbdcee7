/**
 * Rounds away the lowest `drop` bits, 1 at least, of the bit patterns of float32: half to even, the exponent taking a carry.
 * NaN and infinities stay; what would become infinite is rounded down.
 */
export function roundFloats(source: usize, length: usize, destination: usize, capacity: usize, drop: i32): i32 {
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) v128.store(destination + at, roundedFloats(v128.load(source + at), drop));
  for (; at < length; at += 4) {
    v128.store_lane<u32>(destination + at, roundedFloats(v128.load_zero<u32>(source + at), drop), 0);
  }
  return length as i32;
}

/** The same for float64. */
export function roundDoubles(source: usize, length: usize, destination: usize, capacity: usize, drop: i32): i32 {
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) v128.store(destination + at, roundedDoubles(v128.load(source + at), drop));
  if (at < length) {
    v128.store_lane<u64>(destination + at, roundedDoubles(v128.load_zero<u64>(source + at), drop), 0);
  }
  return length as i32;
}

@inline
function roundedFloats(bits: v128, drop: i32): v128 {
  const infinity = i32x4.splat(0x7f800000);
  const mask = i32x4.splat(-1 << drop);
  const magnitude = v128.and(bits, i32x4.splat(0x7fffffff));
  const isOdd = v128.and(i32x4.shr_u(magnitude, drop), i32x4.splat(1));
  const up = i32x4.add(isOdd, i32x4.splat((1 << (drop - 1)) - 1));
  const nearest = v128.and(i32x4.add(magnitude, up), mask);
  const finite = v128.bitselect(v128.and(magnitude, mask), nearest, i32x4.ge_s(nearest, infinity));
  const rounded = v128.bitselect(magnitude, finite, i32x4.ge_s(magnitude, infinity));
  return v128.or(rounded, v128.and(bits, i32x4.splat(0x80000000)));
}

@inline
function roundedDoubles(bits: v128, drop: i32): v128 {
  const infinity = i64x2.splat(0x7ff0000000000000);
  const mask = i64x2.splat((-1 as i64) << drop);
  const magnitude = v128.and(bits, i64x2.splat(0x7fffffffffffffff));
  const isOdd = v128.and(i64x2.shr_u(magnitude, drop), i64x2.splat(1));
  const up = i64x2.add(isOdd, i64x2.splat(((1 as i64) << (drop - 1)) - 1));
  const nearest = v128.and(i64x2.add(magnitude, up), mask);
  const finite = v128.bitselect(v128.and(magnitude, mask), nearest, i64x2.ge_s(nearest, infinity));
  const rounded = v128.bitselect(magnitude, finite, i64x2.ge_s(magnitude, infinity));
  return v128.or(rounded, v128.and(bits, i64x2.splat(0x8000000000000000)));
}
