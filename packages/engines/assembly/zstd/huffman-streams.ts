import { longestCode } from "./huffman-tree";

/*
 * A stream is read from its last byte to its first. `bits` holds its next bits at the top and below them a one, which
 * tells how many are used up: reading shifts it up, and counting the zeros under it says how far the pointer moves. After
 * `refill` at least 56 bits are there, enough for five codes.
 */
const codesAtOnce: u32 = 5;
const top: u64 = 64 - longestCode;
/** The most bytes that five codes move the pointer by. */
const mostBytes: u32 = 7;

/** Decodes one stream of `length` symbols. Its bytes, and eight before them, may be read. */
export function decodeOneStream(table: u32, source: u32, end: u32, to: u32, length: u32): bool {
  const last = lastByte(source, end);
  if (last === 0) return false;
  return finish(table, source, end - 8, open(end, last), to, to + length);
}

/** Decodes four streams behind their three lengths (RFC 8878, section 4.2.2); a quarter of the symbols lies in each. */
export function decodeFourStreams(table: u32, source: u32, end: u32, to: u32, length: u32): bool {
  const quarter: u32 = (length + 3) >> 2;
  if (end - source < 10 || length < 3 * quarter) return false;
  const start0 = source + 6;
  const start1 = start0 + load<u16>(source);
  const start2 = start1 + load<u16>(source, 2);
  const start3 = start2 + load<u16>(source, 4);
  if (start3 >= end) return false;
  const last0 = lastByte(start0, start1);
  const last1 = lastByte(start1, start2);
  const last2 = lastByte(start2, start3);
  const last3 = lastByte(start3, end);
  if (last0 === 0 || last1 === 0 || last2 === 0 || last3 === 0) return false;
  let bits0 = open(start1, last0);
  let bits1 = open(start2, last1);
  let bits2 = open(start3, last2);
  let bits3 = open(end, last3);
  let at0 = start1 - 8;
  let at1 = start2 - 8;
  let at2 = start3 - 8;
  let at3 = end - 8;
  let to0 = to;
  let to1 = to + quarter;
  let to2 = to1 + quarter;
  let to3 = to2 + quarter;
  const end3 = to + length;

  for (;;) {
    // So many rounds need no look at the ends: the last stream is the shortest, and no pointer passes its start.
    let rounds = (end3 - to3) / codesAtOnce;
    rounds = least(rounds, at0, start0);
    rounds = least(rounds, at1, start1);
    rounds = least(rounds, at2, start2);
    rounds = least(rounds, at3, start3);
    if (rounds === 0) break;
    for (; rounds !== 0; rounds--) {
      for (let i: u32 = 0; i < codesAtOnce; i++) {
        const cell0 = <u64>load<u16>(table + 2 * <u32>(bits0 >> top));
        const cell1 = <u64>load<u16>(table + 2 * <u32>(bits1 >> top));
        const cell2 = <u64>load<u16>(table + 2 * <u32>(bits2 >> top));
        const cell3 = <u64>load<u16>(table + 2 * <u32>(bits3 >> top));
        bits0 <<= cell0;
        bits1 <<= cell1;
        bits2 <<= cell2;
        bits3 <<= cell3;
        store<u8>(to0 + i, <u32>(cell0 >> 8));
        store<u8>(to1 + i, <u32>(cell1 >> 8));
        store<u8>(to2 + i, <u32>(cell2 >> 8));
        store<u8>(to3 + i, <u32>(cell3 >> 8));
      }
      to0 += codesAtOnce;
      to1 += codesAtOnce;
      to2 += codesAtOnce;
      to3 += codesAtOnce;
      const used0 = ctz(bits0);
      const used1 = ctz(bits1);
      const used2 = ctz(bits2);
      const used3 = ctz(bits3);
      at0 -= <u32>used0 >> 3;
      at1 -= <u32>used1 >> 3;
      at2 -= <u32>used2 >> 3;
      at3 -= <u32>used3 >> 3;
      bits0 = (load<u64>(at0) | 1) << (used0 & 7);
      bits1 = (load<u64>(at1) | 1) << (used1 & 7);
      bits2 = (load<u64>(at2) | 1) << (used2 & 7);
      bits3 = (load<u64>(at3) | 1) << (used3 & 7);
    }
  }
  return (
    finish(table, start0, at0, bits0, to0, to + quarter) &&
    finish(table, start1, at1, bits1, to1, to + 2 * quarter) &&
    finish(table, start2, at2, bits2, to2, to + 3 * quarter) &&
    finish(table, start3, at3, bits3, to3, end3)
  );
}

/** How many rounds leave the pointer at its start or above, at most `rounds`. */
function least(rounds: u32, at: u32, start: u32): u32 {
  return at < start ? 0 : min(rounds, (at - start) / mostBytes);
}

/** The last byte of a stream, which marks where its bits end; 0 where there is none. */
function lastByte(source: u32, end: u32): u32 {
  return source < end ? <u32>load<u8>(end - 1) : 0;
}

function open(end: u32, last: u32): u64 {
  return (load<u64>(end - 8) | 1) << (clz(last) - 23);
}

/** Decodes up to `toEnd`, code by code. Answers whether that takes the stream's bits, all of them and no others. */
function finish(table: u32, start: u32, at: u32, bits: u64, to: u32, toEnd: u32): bool {
  while (true) {
    const used = <u32>ctz(bits);
    at -= used >> 3;
    // The pointer stays at most eight bytes below the start while any bit is left.
    if (at + 8 < start) return false;
    bits = (load<u64>(at) | 1) << (used & 7);
    for (let left = min(codesAtOnce, toEnd - to); left !== 0; left--) {
      const cell = <u64>load<u16>(table + 2 * <u32>(bits >> top));
      bits <<= cell;
      store<u8>(to++, <u32>(cell >> 8));
    }
    if (to === toEnd) return 8 * (at + 8 - start) === <u32>ctz(bits);
  }
}
