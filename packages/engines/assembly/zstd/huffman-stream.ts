import { longestCode } from "./huffman-tree";

/**
 * A stream of Huffman codes (RFC 8878, section 4.2.2), which is read from its last byte to its first, as a record: at 0
 * its next bits, at 8 where they were loaded, at 12 where the next symbol goes, at 16 where the stream starts, at 20
 * where its symbols end.
 *
 * The bits hold the next one on top and below them a one, which tells how many are used up: reading shifts them up, and
 * counting the zeros under it says how far the pointer moves. Filled up they are at least 56, enough for five codes.
 */
export const streamBytes: u32 = 24;
const codesAtOnce: u32 = 5;
export const top: u64 = 64 - longestCode;
/** The most bytes that five codes move the pointer by, and the most symbols that five look-ups give. */
const mostBytes: u32 = 7;
const mostSymbols: u32 = 2 * codesAtOnce;

/** Answers false for a stream without bytes, or whose last one does not mark where its bits end. */
export function openStream(stream: u32, start: u32, end: u32, to: u32, toEnd: u32): bool {
  const last = start < end ? <u32>load<u8>(end - 1) : 0;
  if (last === 0) return false;
  store<u64>(stream, (load<u64>(end - 8) | 1) << (clz(last) - 23));
  store<u32>(stream, end - 8, 8);
  store<u32>(stream, to, 12);
  store<u32>(stream, start, 16);
  store<u32>(stream, toEnd, 20);
  return true;
}

/** How many times five look-ups pass neither the start of the stream nor the end of its symbols. */
export function roundsLeft(stream: u32): u32 {
  const at = load<u32>(stream, 8);
  const start = load<u32>(stream, 16);
  if (at < start) return 0;
  return min((at - start) / mostBytes, (load<u32>(stream, 20) - load<u32>(stream, 12)) / mostSymbols);
}

/** Decodes the rest code by code. Answers whether that takes the stream's bits, all of them and no others. */
export function finishStream(table: u32, stream: u32): bool {
  const start = load<u32>(stream, 16);
  const end = load<u32>(stream, 20);
  let bits = load<u64>(stream);
  let at = load<u32>(stream, 8);
  let to = load<u32>(stream, 12);
  while (true) {
    at -= used(bits);
    // The pointer stays at most eight bytes below the start while any bit is left.
    if (at + 8 < start) return false;
    bits = filled(bits, at);
    for (let left = min(codesAtOnce, end - to); left !== 0; left--) {
      const cell = <u64>load<u16>(table + 2 * <u32>(bits >> top));
      bits <<= cell;
      store<u8>(to++, <u32>(cell >> 8));
    }
    if (to === end) return 8 * (at + 8 - start) === <u32>ctz(bits);
  }
}

/** How many whole bytes are used up. */
@inline
export function used(bits: u64): u32 {
  return <u32>ctz(bits) >> 3;
}

/** The same bits, filled up from `at`, which has moved by what is used. */
@inline
export function filled(bits: u64, at: u32): u64 {
  return (load<u64>(at) | 1) << (ctz(bits) & 7);
}
