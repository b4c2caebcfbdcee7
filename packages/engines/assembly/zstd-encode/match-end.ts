/** The end of what is equal from `at` on and from `place` on, which is before it; `end` at the latest. */
@inline
export function matchEnd(at: u32, place: u32, end: u32): u32 {
  const distance = at - place;
  for (; at < end; at += 8) {
    // Behind the end lies other data, which may be read and must not count.
    const difference = load<u64>(at) ^ load<u64>(at - distance);
    if (difference !== 0) return min(end, at + <u32>(ctz(difference) >> 3));
  }
  return end;
}
