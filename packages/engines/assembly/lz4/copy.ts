import { patternAt, patternStep } from "./pattern";

/** Repeats `length` bytes from `distance` bytes back, and up to 63 more: there is room. */
@inline
export function copyMatch(to: usize, distance: usize, length: usize): void {
  const end = to + length;
  // Four vectors a turn: most matches are over after one, so that the processor seldom guesses wrong.
  if (distance >= 16) {
    do {
      v128.store(to, v128.load(to - distance));
      v128.store(to, v128.load(to - distance, 16), 16);
      v128.store(to, v128.load(to - distance, 32), 32);
      v128.store(to, v128.load(to - distance, 48), 48);
      to += 64;
    } while (to < end);
  } else {
    const pattern = patternAt(to, distance);
    const step = patternStep(distance);
    do {
      v128.store(to, pattern);
      v128.store(to + step, pattern);
      v128.store(to + 2 * step, pattern);
      v128.store(to + 3 * step, pattern);
      to += 4 * step;
    } while (to < end);
  }
}

/** Repeats exactly `length` bytes. */
@inline
export function copyMatchExactly(to: usize, distance: usize, length: usize): void {
  const end = to + length;
  if (distance >= 16) {
    for (; to + 16 <= end; to += 16) v128.store(to, v128.load(to - distance));
  } else if (to + 16 <= end) {
    const pattern = patternAt(to, distance);
    const step = patternStep(distance);
    for (; to + 16 <= end; to += step) v128.store(to, pattern);
  }
  for (; to < end; to++) store<u8>(to, load<u8>(to - distance));
}
