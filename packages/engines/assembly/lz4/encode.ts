import { copyLiterals } from "../lanes/copy-literals";

/** A block ends with at least this many literals, and no match begins in the last 12 bytes (block format, "End of block"). */
const lastLiterals: usize = 5;
const matchMargin: usize = 12;
const leastMatch: usize = 4;
const mostDistance: usize = 65535;

/** Failed searches before the step grows by one, at acceleration 1; liblz4 takes the same. */
const skipTrigger: usize = 6;

/**
 * A long source is searched fastest by five bytes at a time and with a table that leaves room for it in the first-level
 * cache. A short one gains more from matches of four bytes, and from a table that forgets less, down to one entry for each
 * byte. liblz4 has the same two ways.
 */
const longSource: usize = 65536;
const longSourceHashBits: i32 = 12;
const mostHashBits: i32 = 13;
/** For each hash, how far from the beginning its bytes were seen last: 0 for those never seen, which is compared as well. */
let table: usize = 0;
/** What a word of eight bytes is shifted by to leave those that count, and their hash by to leave as many bits as there are. */
let wordShift: u64 = 0;
let hashShift: u64 = 0;

export const hashTableLength: usize = 4 << mostHashBits;

export function prepareHashes(pointer: usize): void {
  table = pointer;
}

@inline
function clearTable(length: usize): void {
  const isLong = length >= longSource;
  const hashBits = isLong ? longSourceHashBits : min(mostHashBits, 32 - clz<u32>(length as u32));
  wordShift = isLong ? 24 : 32;
  hashShift = 64 - hashBits;
  memory.fill(table, 0, 4 << hashBits);
}

/** Where bytes of this hash were seen last; from now on it is here. */
@inline
function exchange(source: usize, at: usize): usize {
  // The multiplier is 2^64 over the golden ratio (Knuth, The Art of Computer Programming, section 6.4).
  const slot = table + 4 * (((load<u64>(at) << wordShift) * 0x9e3779b97f4a7c15) >> hashShift) as usize;
  const seen = load<u32>(slot) as usize;
  store<u32>(slot, (at - source) as u32);
  return source + seen;
}

@inline
function isMatch(candidate: usize, at: usize): bool {
  return at - candidate <= mostDistance && load<u32>(candidate) === load<u32>(at);
}

/** The end of what is equal at two places, at `end` at the latest. */
@inline
function matchedUpTo(candidate: usize, at: usize, end: usize): usize {
  const back = at - candidate;
  for (; at + 8 <= end; at += 8) {
    const difference = load<u64>(at) ^ load<u64>(at - back);
    if (difference !== 0) return at + ((ctz(difference) >> 3) as usize);
  }
  while (at < end && load<u8>(at) === load<u8>(at - back)) at++;
  return at;
}

/** Encodes one block by greedy search; answers its bytes, or 0 when they are more than `capacity`. */
export function encodeBlock(source: usize, length: usize, destination: usize, capacity: usize, acceleration: usize): usize {
  const sourceEnd = source + length;
  const destinationEnd = destination + capacity;
  let to = destination;
  let anchor = source;
  if (length > matchMargin) {
    const searchEnd = sourceEnd - matchMargin;
    const matchEnd = sourceEnd - lastLiterals;
    clearTable(length);
    let at = source + 1;
    let searches = acceleration << skipTrigger;
    while (at < searchEnd) {
      let candidate = exchange(source, at);
      if (!isMatch(candidate, at)) {
        at += searches++ >> skipTrigger;
        continue;
      }
      while (at > anchor && candidate > source && load<u8>(at - 1) === load<u8>(candidate - 1)) {
        at--;
        candidate--;
      }
      do {
        const end = matchedUpTo(candidate + leastMatch, at + leastMatch, matchEnd);
        to = writeSequence(anchor, at, to, destinationEnd, at - candidate, end - at);
        if (to === 0) return 0;
        anchor = at = end;
        if (at >= searchEnd) break;
        exchange(source, at - 2);
        candidate = exchange(source, at);
      } while (isMatch(candidate, at));
      at++;
      searches = acceleration << skipTrigger;
    }
  }
  to = writeSequence(anchor, sourceEnd, to, destinationEnd, 0, 0);
  return to === 0 ? 0 : to - destination;
}

/** Literals from `anchor` to `at`, then a match, but none of length 0; answers the new end, or 0 when it does not fit. */
function writeSequence(anchor: usize, at: usize, to: usize, end: usize, distance: usize, matched: usize): usize {
  const literals = at - anchor;
  const room = end - to;
  let needed: usize = 1 + literals + lengthBytes(literals, 15);
  if (matched > 0) needed += 2 + lengthBytes(matched, 19);
  if (needed > room) return 0;

  const token = to++;
  let code: usize = min<usize>(literals, 15) << 4;
  if (literals >= 15) to = writeLength(to, literals - 15);
  // Up to 63 bytes after the run are copied too where there is room; behind a source, memory goes on.
  if (room >= needed + 64) copyLiterals(anchor, to, literals);
  else memory.copy(to, anchor, literals);
  to += literals;
  if (matched > 0) {
    store<u16>(to, distance as u16);
    to += 2;
    code |= min<usize>(matched - leastMatch, 15);
    if (matched >= 19) to = writeLength(to, matched - 19);
  }
  store<u8>(token, code as u8);
  return to;
}

/** How many bytes say a length that the token cannot; `least` is the first such length. */
@inline
function lengthBytes(length: usize, least: usize): usize {
  return length < least ? 0 : (length - least) / 255 + 1;
}

@inline
function writeLength(to: usize, rest: usize): usize {
  for (; rest >= 255; rest -= 255) store<u8>(to++, 255);
  store<u8>(to, rest as u8);
  return to + 1;
}
