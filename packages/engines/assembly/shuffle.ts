import { gatherBytes, gatherEight, gatherFour, gatherTwo } from "./lanes/gather";
import { spreadBytes, spreadEight, spreadFour, spreadTwo } from "./lanes/spread";
import { transposeBits } from "./lanes/transpose-bits";

/** Rows of one square for every bit of some elements, between the two steps of a bit shuffle. */
let squares: usize = 0;

export function prepare(tables: usize): void {
  squares = tables;
}

/** Elements of `size` bytes to rows `stride` bytes apart, one for each byte. */
export function shuffle(from: usize, stride: usize, rows: usize, count: usize, size: usize): void {
  if (size === 2) return spreadTwo(from, rows, stride, count);
  if (size === 4) return spreadFour(from, rows, stride, count);
  let lane: usize = 0;
  for (; lane + 8 <= size; lane += 8) spreadEight(from + lane, rows + lane * stride, stride, count, size);
  spreadBytes(from + lane, rows + lane * stride, stride, count, size, size - lane);
}

/** The reverse of `shuffle`. */
export function unshuffle(rows: usize, stride: usize, to: usize, count: usize, size: usize): void {
  if (size === 2) return gatherTwo(rows, stride, to, count);
  if (size === 4) return gatherFour(rows, stride, to, count);
  let lane: usize = 0;
  for (; lane + 8 <= size; lane += 8) gatherEight(rows + lane * stride, stride, to + lane, count, size);
  gatherBytes(rows + lane * stride, stride, to + lane, count, size, size - lane);
}

/**
 * Groups of eight elements of `size` bytes to rows `stride` bytes apart, one for each bit. A group counts as one element of
 * eight times the size: its bytes are laid in rows, and of the eight rows that one byte of eight elements gives, the bits
 * are transposed. `prepare` was given `groups * size * 8` bytes at least.
 */
export function bitShuffle(from: usize, stride: usize, rows: usize, groups: usize, size: usize): void {
  shuffle(from, groups, squares, groups, 8 * size);
  for (let byte: usize = 0; byte < size; byte++) {
    transposeBits(squares + byte * groups, size * groups, rows + 8 * byte * stride, stride, groups);
  }
}

/** The reverse of `bitShuffle`. */
export function bitUnshuffle(rows: usize, stride: usize, to: usize, groups: usize, size: usize): void {
  for (let byte: usize = 0; byte < size; byte++) {
    transposeBits(rows + 8 * byte * stride, stride, squares + byte * groups, size * groups, groups);
  }
  unshuffle(squares, groups, to, groups, 8 * size);
}
