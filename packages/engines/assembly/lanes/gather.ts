import { high, low } from "./interleave";

/** Two rows that lie `stride` bytes apart to `count` elements of two bytes, one byte of each row. */
export function gatherTwo(rows: usize, stride: usize, to: usize, count: usize): void {
  let i: usize = 0;
  for (; i + 16 <= count; i += 16, to += 32) {
    const a0 = v128.load(rows + i), a1 = v128.load(rows + i + stride);
    v128.store(to, low(a0, a1));
    v128.store(to, high(a0, a1), 16);
  }
  gatherBytes(rows + i, stride, to, count - i, 2, 2);
}

/** The same with four. */
export function gatherFour(rows: usize, stride: usize, to: usize, count: usize): void {
  let i: usize = 0;
  for (; i + 16 <= count; i += 16, to += 64) {
    const first = rows + i, third = first + 2 * stride;
    const a0 = v128.load(first), a1 = v128.load(first + stride);
    const a2 = v128.load(third), a3 = v128.load(third + stride);
    const b0 = low(a0, a2), b1 = high(a0, a2), b2 = low(a1, a3), b3 = high(a1, a3);
    v128.store(to, low(b0, b2));
    v128.store(to, high(b0, b2), 16);
    v128.store(to, low(b1, b3), 32);
    v128.store(to, high(b1, b3), 48);
  }
  gatherBytes(rows + i, stride, to, count - i, 4, 4);
}

/** Eight rows to eight bytes of each of `count` elements of `size` bytes. */
export function gatherEight(rows: usize, stride: usize, to: usize, count: usize, size: usize): void {
  let i: usize = 0;
  for (; i + 16 <= count; i += 16) {
    const first = rows + i, third = first + 2 * stride, fifth = third + 2 * stride, seventh = fifth + 2 * stride;
    const a0 = v128.load(first), a1 = v128.load(first + stride);
    const a2 = v128.load(third), a3 = v128.load(third + stride);
    const a4 = v128.load(fifth), a5 = v128.load(fifth + stride);
    const a6 = v128.load(seventh), a7 = v128.load(seventh + stride);

    const b0 = low(a0, a4), b1 = high(a0, a4), b2 = low(a1, a5), b3 = high(a1, a5);
    const b4 = low(a2, a6), b5 = high(a2, a6), b6 = low(a3, a7), b7 = high(a3, a7);
    const c0 = low(b0, b4), c1 = high(b0, b4), c2 = low(b1, b5), c3 = high(b1, b5);
    const c4 = low(b2, b6), c5 = high(b2, b6), c6 = low(b3, b7), c7 = high(b3, b7);
    to = storePair(to, size, low(c0, c4));
    to = storePair(to, size, high(c0, c4));
    to = storePair(to, size, low(c1, c5));
    to = storePair(to, size, high(c1, c5));
    to = storePair(to, size, low(c2, c6));
    to = storePair(to, size, high(c2, c6));
    to = storePair(to, size, low(c3, c7));
    to = storePair(to, size, high(c3, c7));
  }
  gatherBytes(rows + i, stride, to, count - i, size, 8);
}

/** Eight bytes of two elements that lie `size` bytes apart; answers where the next one begins. */
@inline
function storePair(to: usize, size: usize, pair: v128): usize {
  if (size === 8) {
    v128.store(to, pair);
  } else {
    v128.store_lane<u64>(to, pair, 0);
    v128.store_lane<u64>(to + size, pair, 1);
  }
  return to + 2 * size;
}

/** Some rows to that many bytes of each element, one at a time. */
export function gatherBytes(rows: usize, stride: usize, to: usize, count: usize, size: usize, lanes: usize): void {
  for (let lane: usize = 0; lane < lanes; lane++, rows += stride) {
    let at = to + lane;
    for (let i: usize = 0; i < count; i++, at += size) store<u8>(at, load<u8>(rows + i));
  }
}
