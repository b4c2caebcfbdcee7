import { filled, streamBytes, top, used } from "./huffman-stream";
import { pairBytes } from "./symbol-pairs";

/**
 * Five look-ups in each of four streams, `rounds` times. The streams' steps alternate, since each has to wait for the
 * one before it, and are written out, since a loop around them takes an eighth longer.
 */
export function runRounds(pairs: u32, streams: u32, rounds: u32): void {
  let bits0 = load<u64>(streams);
  let at0 = load<u32>(streams, 8);
  let to0 = load<u32>(streams, 12);
  let bits1 = load<u64>(streams, 1 * streamBytes);
  let at1 = load<u32>(streams, 1 * streamBytes + 8);
  let to1 = load<u32>(streams, 1 * streamBytes + 12);
  let bits2 = load<u64>(streams, 2 * streamBytes);
  let at2 = load<u32>(streams, 2 * streamBytes + 8);
  let to2 = load<u32>(streams, 2 * streamBytes + 12);
  let bits3 = load<u64>(streams, 3 * streamBytes);
  let at3 = load<u32>(streams, 3 * streamBytes + 8);
  let to3 = load<u32>(streams, 3 * streamBytes + 12);
  for (; rounds !== 0; rounds--) {
    let cell = pairs + pairBytes * <u32>(bits0 >> top);
    bits0 <<= <u64>load<u8>(cell);
    store<u16>(to0, load<u16>(cell, 2));
    to0 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits1 >> top);
    bits1 <<= <u64>load<u8>(cell);
    store<u16>(to1, load<u16>(cell, 2));
    to1 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits2 >> top);
    bits2 <<= <u64>load<u8>(cell);
    store<u16>(to2, load<u16>(cell, 2));
    to2 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits3 >> top);
    bits3 <<= <u64>load<u8>(cell);
    store<u16>(to3, load<u16>(cell, 2));
    to3 += <u32>load<u8>(cell, 1);

    cell = pairs + pairBytes * <u32>(bits0 >> top);
    bits0 <<= <u64>load<u8>(cell);
    store<u16>(to0, load<u16>(cell, 2));
    to0 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits1 >> top);
    bits1 <<= <u64>load<u8>(cell);
    store<u16>(to1, load<u16>(cell, 2));
    to1 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits2 >> top);
    bits2 <<= <u64>load<u8>(cell);
    store<u16>(to2, load<u16>(cell, 2));
    to2 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits3 >> top);
    bits3 <<= <u64>load<u8>(cell);
    store<u16>(to3, load<u16>(cell, 2));
    to3 += <u32>load<u8>(cell, 1);

    cell = pairs + pairBytes * <u32>(bits0 >> top);
    bits0 <<= <u64>load<u8>(cell);
    store<u16>(to0, load<u16>(cell, 2));
    to0 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits1 >> top);
    bits1 <<= <u64>load<u8>(cell);
    store<u16>(to1, load<u16>(cell, 2));
    to1 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits2 >> top);
    bits2 <<= <u64>load<u8>(cell);
    store<u16>(to2, load<u16>(cell, 2));
    to2 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits3 >> top);
    bits3 <<= <u64>load<u8>(cell);
    store<u16>(to3, load<u16>(cell, 2));
    to3 += <u32>load<u8>(cell, 1);

    cell = pairs + pairBytes * <u32>(bits0 >> top);
    bits0 <<= <u64>load<u8>(cell);
    store<u16>(to0, load<u16>(cell, 2));
    to0 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits1 >> top);
    bits1 <<= <u64>load<u8>(cell);
    store<u16>(to1, load<u16>(cell, 2));
    to1 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits2 >> top);
    bits2 <<= <u64>load<u8>(cell);
    store<u16>(to2, load<u16>(cell, 2));
    to2 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits3 >> top);
    bits3 <<= <u64>load<u8>(cell);
    store<u16>(to3, load<u16>(cell, 2));
    to3 += <u32>load<u8>(cell, 1);

    cell = pairs + pairBytes * <u32>(bits0 >> top);
    bits0 <<= <u64>load<u8>(cell);
    store<u16>(to0, load<u16>(cell, 2));
    to0 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits1 >> top);
    bits1 <<= <u64>load<u8>(cell);
    store<u16>(to1, load<u16>(cell, 2));
    to1 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits2 >> top);
    bits2 <<= <u64>load<u8>(cell);
    store<u16>(to2, load<u16>(cell, 2));
    to2 += <u32>load<u8>(cell, 1);
    cell = pairs + pairBytes * <u32>(bits3 >> top);
    bits3 <<= <u64>load<u8>(cell);
    store<u16>(to3, load<u16>(cell, 2));
    to3 += <u32>load<u8>(cell, 1);

    at0 -= used(bits0);
    at1 -= used(bits1);
    at2 -= used(bits2);
    at3 -= used(bits3);
    bits0 = filled(bits0, at0);
    bits1 = filled(bits1, at1);
    bits2 = filled(bits2, at2);
    bits3 = filled(bits3, at3);
  }
  store<u64>(streams, bits0);
  store<u32>(streams, at0, 8);
  store<u32>(streams, to0, 12);
  store<u64>(streams, bits1, 1 * streamBytes);
  store<u32>(streams, at1, 1 * streamBytes + 8);
  store<u32>(streams, to1, 1 * streamBytes + 12);
  store<u64>(streams, bits2, 2 * streamBytes);
  store<u32>(streams, at2, 2 * streamBytes + 8);
  store<u32>(streams, to2, 2 * streamBytes + 12);
  store<u64>(streams, bits3, 3 * streamBytes);
  store<u32>(streams, at3, 3 * streamBytes + 8);
  store<u32>(streams, to3, 3 * streamBytes + 12);
}
