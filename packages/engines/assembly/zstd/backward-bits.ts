/** How many bits a stream has left. */
export let backwardBits: u32 = 0;

let start: u32 = 0;

/**
 * A careful reader of a stream whose last bit is read first (RFC 8878, section 4.1), for descriptions of a few bytes.
 * Answers false when the stream is empty or its last byte does not mark where it ends.
 */
export function backwardStart(source: u32, end: u32): bool {
  if (source >= end) return false;
  const last = <u32>load<u8>(end - 1);
  if (last === 0) return false;
  start = source;
  backwardBits = 8 * (end - source) - (clz(last) - 23);
  return true;
}

/** The next `count` bits, at most 9; so many are known to be left. */
export function backwardTake(count: u32): u32 {
  backwardBits -= count;
  const at = start + (backwardBits >> 3);
  let word = <u32>load<u8>(at);
  if ((backwardBits & 7) + count > 8) word |= (<u32>load<u8>(at, 1)) << 8;
  return (word >> (backwardBits & 7)) & ((1 << count) - 1);
}
