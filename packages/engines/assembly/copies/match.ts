/** `16 - 16 % distance - 1` for each distance below 16, a hexadecimal digit each. */
const steps: u64 = 0xedcba98fdbefeff0;

/**
 * Copies `length` bytes that begin `distance` bytes back, where they repeat if the two overlap, and answers the new end.
 * It may write beyond that end, never beyond `limit`. The caller has checked both bounds.
 */
@inline
export function copyMatch(to: usize, distance: usize, length: usize, limit: usize): usize {
  const end = to + length;
  // Whole vectors are stored while they stay below the limit; only the last bytes before it go one by one.
  const lastVector = limit - 16;
  if (distance >= 16) {
    while (to < end && to <= lastVector) {
      v128.store(to, v128.load(to - distance));
      to += 16;
    }
  } else if (to <= lastVector) {
    // Vectors of the repeated bytes, stored at multiples of the distance.
    const pattern = v128.swizzle(v128.load(to - distance), remainders(distance as u8));
    const step = (((steps >> (distance * 4)) as usize) & 15) + 1;
    while (to < end && to <= lastVector) {
      v128.store(to, pattern);
      to += step;
    }
  }
  while (to < end) {
    store<u8>(to, load<u8>(to - distance));
    to++;
  }
  return end;
}

/** The numbers 0 to 15, each the remainder after division by `distance`, which is 1 to 15. */
@inline
function remainders(distance: u8): v128 {
  const all = v128.splat<u8>(distance);
  let numbers = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (let shift = 3; shift >= 0; shift--) {
    const multiple = i8x16.shl(all, shift);
    numbers = v128.sub<u8>(numbers, v128.and(v128.ge<u8>(numbers, multiple), multiple));
  }
  return numbers;
}
