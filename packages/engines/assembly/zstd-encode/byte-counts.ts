import { area, occurrences } from "./area";

const tableBytes: u32 = 4 * 256;

/** Counts bytes. Four tables in turn, since a count waits for the one before where a byte repeats; the first gets the sums. */
export function countBytes(from: u32, length: u32): void {
  const first = area + occurrences;
  const second = first + tableBytes;
  const third = second + tableBytes;
  const fourth = third + tableBytes;
  memory.fill(first, 0, 4 * tableBytes);
  const end = from + length;
  for (; from + 8 <= end; from += 8) {
    const word = load<u64>(from);
    count(first, <u32>word & 255);
    count(second, <u32>(word >> 8) & 255);
    count(third, <u32>(word >> 16) & 255);
    count(fourth, <u32>(word >> 24) & 255);
    count(second, <u32>(word >> 32) & 255);
    count(third, <u32>(word >> 40) & 255);
    count(fourth, <u32>(word >> 48) & 255);
    count(first, <u32>(word >> 56));
  }
  for (; from < end; from++) count(first, load<u8>(from));
  for (let at: u32 = 0; at < tableBytes; at += 16) {
    const one = i32x4.add(v128.load(first + at), v128.load(second + at));
    const other = i32x4.add(v128.load(third + at), v128.load(fourth + at));
    v128.store(first + at, i32x4.add(one, other));
  }
}

@inline
function count(table: u32, byte: u32): void {
  const cell = table + 4 * byte;
  store<u32>(cell, load<u32>(cell) + 1);
}
