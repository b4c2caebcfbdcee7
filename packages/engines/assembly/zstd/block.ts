import { literalsLength, literalsStart, readLiterals } from "./literals";
import { refused } from "./refused";
import { runSequences } from "./sequences";
import { readTables } from "./sequence-tables";

/** Decodes a compressed block (RFC 8878, section 3.1.1.3). Answers how many bytes that gave, or `refused`. */
export function decodeBlock(
  area: u32,
  source: u32,
  end: u32,
  mostLength: u32,
  frameStart: u32,
  to: u32,
  toEnd: u32,
): i32 {
  if (source >= end) return refused;
  const sectionLength = readLiterals(area, source, end, mostLength, to, toEnd - to);
  if (sectionLength < 0) return sectionLength;
  let from = source + sectionLength;

  if (from >= end) return refused;
  let count = <u32>load<u8>(from++);
  if (count === 0) {
    if (from !== end) return refused;
    const length = literalsLength;
    if (length > toEnd - to) return refused;
    if (to !== literalsStart) memory.copy(to, literalsStart, length);
    return length;
  }
  if (count === 255) {
    if (end - from < 2) return refused;
    count = <u32>load<u16>(from) + 0x7f00;
    from += 2;
  } else if (count >= 128) {
    if (from >= end) return refused;
    count = ((count - 128) << 8) + load<u8>(from++);
  }
  if (from >= end) return refused;
  const modes = <u32>load<u8>(from++);
  if ((modes & 3) !== 0) return refused;
  const tablesLength = readTables(area, from, end, modes);
  if (tablesLength < 0) return tablesLength;
  return runSequences(area, from + tablesLength, end, count, frameStart, to, toEnd);
}
