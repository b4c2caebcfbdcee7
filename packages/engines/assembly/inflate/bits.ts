/** The next bits, lowest first; `count` of them are there. Past the end of the source they are zeros, and counted too. */
export let bits: u64 = 0;
export let count: u32 = 0;
let at: usize = 0;
let sourceEnd: usize = 0;

export function begin(source: usize, length: usize): void {
  bits = 0;
  count = 0;
  at = source;
  sourceEnd = source + length;
}

/** Fills up to 56 bits at least. */
@inline
export function refill(): void {
  if (at + 8 <= sourceEnd) {
    // What is read above 63 bits is read again by the next call.
    bits |= load<u64>(at) << (count as u64);
    at += (63 - count) >> 3;
    count |= 56;
  } else {
    for (; count <= 56; count += 8) {
      if (at < sourceEnd) bits |= (load<u8>(at) as u64) << (count as u64);
      at++;
    }
  }
}

@inline
export function skip(length: u32): void {
  bits >>= length as u64;
  count -= length;
}

/** 16 bits at most. */
export function take(length: u32): u32 {
  refill();
  const value = (bits & ((1 << (length as u64)) - 1)) as u32;
  skip(length);
  return value;
}

/** Drops the bits up to the next byte; answers where that byte lies, beyond the end where zeros were read. */
export function atByteBoundary(): usize {
  at -= count >> 3;
  bits = 0;
  count = 0;
  return at;
}

/** Whether more was read than there is. */
export function isOverrun(): bool {
  return at - (count >> 3) > sourceEnd;
}

/** Goes on at that byte. */
export function place(next: usize): void {
  at = next;
}

export function bytesLeft(): usize {
  return at < sourceEnd ? sourceEnd - at : 0;
}
