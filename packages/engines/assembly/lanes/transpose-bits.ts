/**
 * Eight rows of `count` bytes to eight others: bit `j` of row `k` becomes bit `k` of row `j`, in each column. The rows of
 * either side lie one stride apart. The same call is its own reverse.
 */
export function transposeBits(rows: usize, stride: usize, to: usize, toStride: usize, count: usize): void {
  let i: usize = 0;
  for (; i + 16 <= count; i += 16) {
    const from = rows + i;
    let a0 = v128.load(from), a1 = v128.load(from + stride);
    let a2 = v128.load(from + 2 * stride), a3 = v128.load(from + 3 * stride);
    let a4 = v128.load(from + 4 * stride), a5 = v128.load(from + 5 * stride);
    let a6 = v128.load(from + 6 * stride), a7 = v128.load(from + 7 * stride);

    // Squares of four, two and one bits are swapped across the diagonal.
    const b0 = upper(a0, a4, 4, 0x0f), b4 = lower(a0, a4, 4, 0x0f), b1 = upper(a1, a5, 4, 0x0f), b5 = lower(a1, a5, 4, 0x0f);
    const b2 = upper(a2, a6, 4, 0x0f), b6 = lower(a2, a6, 4, 0x0f), b3 = upper(a3, a7, 4, 0x0f), b7 = lower(a3, a7, 4, 0x0f);
    const c0 = upper(b0, b2, 2, 0x33), c2 = lower(b0, b2, 2, 0x33), c1 = upper(b1, b3, 2, 0x33), c3 = lower(b1, b3, 2, 0x33);
    const c4 = upper(b4, b6, 2, 0x33), c6 = lower(b4, b6, 2, 0x33), c5 = upper(b5, b7, 2, 0x33), c7 = lower(b5, b7, 2, 0x33);

    const at = to + i;
    v128.store(at, upper(c0, c1, 1, 0x55));
    v128.store(at + toStride, lower(c0, c1, 1, 0x55));
    v128.store(at + 2 * toStride, upper(c2, c3, 1, 0x55));
    v128.store(at + 3 * toStride, lower(c2, c3, 1, 0x55));
    v128.store(at + 4 * toStride, upper(c4, c5, 1, 0x55));
    v128.store(at + 5 * toStride, lower(c4, c5, 1, 0x55));
    v128.store(at + 6 * toStride, upper(c6, c7, 1, 0x55));
    v128.store(at + 7 * toStride, lower(c6, c7, 1, 0x55));
  }
  for (; i < count; i++) transposeColumn(rows + i, stride, to + i, toStride);
}

/** The row of the square's upper half: its own low bits, and the low bits of the other row above them. */
@inline
function upper(a: v128, b: v128, shift: i32, mask: u8): v128 {
  return v128.bitselect(a, v128.shl<u64>(b, shift), v128.splat<u8>(mask));
}

/** The row of its lower half: the high bits of the other row below its own. */
@inline
function lower(a: v128, b: v128, shift: i32, mask: u8): v128 {
  return v128.bitselect(v128.shr<u64>(a, shift), b, v128.splat<u8>(mask));
}

function transposeColumn(from: usize, stride: usize, to: usize, toStride: usize): void {
  let square: u64 = 0;
  for (let row = 0; row < 8; row++, from += stride) square |= (load<u8>(from) as u64) << (8 * row);
  let swap = (square ^ (square >> 7)) & 0x00aa00aa00aa00aa;
  square ^= swap ^ (swap << 7);
  swap = (square ^ (square >> 14)) & 0x0000cccc0000cccc;
  square ^= swap ^ (swap << 14);
  swap = (square ^ (square >> 28)) & 0x00000000f0f0f0f0;
  square ^= swap ^ (swap << 28);
  for (let row = 0; row < 8; row++, to += toStride) store<u8>(to, (square >> (8 * row)) as u8);
}
