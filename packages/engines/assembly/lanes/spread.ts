import { high, low } from "./interleave";

/** `count` elements of two bytes to two rows that lie `stride` bytes apart: the reverse of `gatherTwo`. */
export function spreadTwo(from: usize, rows: usize, stride: usize, count: usize): void {
  let i: usize = 0;
  for (; i + 16 <= count; i += 16, from += 32) {
    const a0 = v128.load(from), a1 = v128.load(from, 16);
    const b0 = low(a0, a1), b1 = high(a0, a1);
    const c0 = low(b0, b1), c1 = high(b0, b1);
    const d0 = low(c0, c1), d1 = high(c0, c1);
    v128.store(rows + i, low(d0, d1));
    v128.store(rows + i + stride, high(d0, d1));
  }
  spreadBytes(from, rows + i, stride, count - i, 2, 2);
}

/** The same with four. */
export function spreadFour(from: usize, rows: usize, stride: usize, count: usize): void {
  let i: usize = 0;
  for (; i + 16 <= count; i += 16, from += 64) {
    const a0 = v128.load(from), a1 = v128.load(from, 16), a2 = v128.load(from, 32), a3 = v128.load(from, 48);
    const b0 = low(a0, a2), b1 = high(a0, a2), b2 = low(a1, a3), b3 = high(a1, a3);
    const c0 = low(b0, b2), c1 = high(b0, b2), c2 = low(b1, b3), c3 = high(b1, b3);
    const d0 = low(c0, c2), d1 = high(c0, c2), d2 = low(c1, c3), d3 = high(c1, c3);
    const first = rows + i, third = first + 2 * stride;
    v128.store(first, low(d0, d2));
    v128.store(first + stride, high(d0, d2));
    v128.store(third, low(d1, d3));
    v128.store(third + stride, high(d1, d3));
  }
  spreadBytes(from, rows + i, stride, count - i, 4, 4);
}

/** Eight bytes of each of `count` elements of `size` bytes to eight rows: the reverse of `gatherEight`. */
export function spreadEight(from: usize, rows: usize, stride: usize, count: usize, size: usize): void {
  let i: usize = 0;
  for (; i + 16 <= count; i += 16, from += 16 * size) {
    const a0 = loadPair(from, size, 0), a1 = loadPair(from, size, 2), a2 = loadPair(from, size, 4);
    const a3 = loadPair(from, size, 6), a4 = loadPair(from, size, 8), a5 = loadPair(from, size, 10);
    const a6 = loadPair(from, size, 12), a7 = loadPair(from, size, 14);

    const b0 = low(a0, a4), b1 = high(a0, a4), b2 = low(a1, a5), b3 = high(a1, a5);
    const b4 = low(a2, a6), b5 = high(a2, a6), b6 = low(a3, a7), b7 = high(a3, a7);
    const c0 = low(b0, b4), c1 = high(b0, b4), c2 = low(b1, b5), c3 = high(b1, b5);
    const c4 = low(b2, b6), c5 = high(b2, b6), c6 = low(b3, b7), c7 = high(b3, b7);
    const d0 = low(c0, c4), d1 = high(c0, c4), d2 = low(c1, c5), d3 = high(c1, c5);
    const d4 = low(c2, c6), d5 = high(c2, c6), d6 = low(c3, c7), d7 = high(c3, c7);
    const first = rows + i, third = first + 2 * stride, fifth = third + 2 * stride, seventh = fifth + 2 * stride;
    v128.store(first, low(d0, d4));
    v128.store(first + stride, high(d0, d4));
    v128.store(third, low(d1, d5));
    v128.store(third + stride, high(d1, d5));
    v128.store(fifth, low(d2, d6));
    v128.store(fifth + stride, high(d2, d6));
    v128.store(seventh, low(d3, d7));
    v128.store(seventh + stride, high(d3, d7));
  }
  spreadBytes(from, rows + i, stride, count - i, size, 8);
}

/** Eight bytes of the element `index` and of the next one. */
@inline
function loadPair(from: usize, size: usize, index: usize): v128 {
  const at = from + index * size;
  return size === 8 ? v128.load(at) : v128.load64_lane(at + size, v128.load64_zero(at), 1);
}

/** Some bytes of each element to that many rows, one at a time. */
export function spreadBytes(from: usize, rows: usize, stride: usize, count: usize, size: usize, lanes: usize): void {
  for (let lane: usize = 0; lane < lanes; lane++, rows += stride) {
    let at = from + lane;
    for (let i: usize = 0; i < count; i++, at += size) store<u8>(rows + i, load<u8>(at));
  }
}
