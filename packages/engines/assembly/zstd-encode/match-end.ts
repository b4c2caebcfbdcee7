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

/** How many bytes before `at` equal those before `place`, at most `most`. Few do: to count them eight by eight guesses least. */
@inline
export function matchedBefore(at: u32, place: u32, most: u32): u32 {
  for (let count: u32 = 0; count < most; count += 8) {
    const difference = load<u64>(at - count - 8) ^ load<u64>(place - count - 8);
    if (difference !== 0) return min(most, count + <u32>(clz(difference) >> 3));
  }
  return most;
}
