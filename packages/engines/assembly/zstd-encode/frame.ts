import { checksum } from "../zstd/checksum";
import { findChained } from "./chain-matches";
import { findDouble } from "./double-matches";
import { findFast } from "./fast-matches";
import { writeLiterals } from "./literals";
import { matchEnd } from "./match-end";
import {
  clearList,
  first,
  literals,
  literalsEnd,
  placeList,
  recallDistances,
  second,
  sequenceCount,
  third,
} from "./sequence-list";
import { placeCodes } from "./sequence-codes";
import { writeSequences } from "./sequences";
import { forgetTables, keepTables } from "./table-choice";

/** RFC 8878, sections 3.1.1 and 3.1.2. */
const magic: u32 = 0xfd2fb528;
export const mostBlock: u32 = 128 * 1024;
/** What every decoder must be able to remember (section 3.1.1.1.2). */
export const windowLog: u32 = 23;
const leastMatch: u32 = 4;

const rawBlock: u32 = 0;
const repeatedBlock: u32 = 1;
const compressedBlock: u32 = 2;

/** Ways to look for matches. */
export const fast: u32 = 0;
export const double: u32 = 1;
export const chained: u32 = 2;

/**
 * Encodes one frame that states its content size, with `checked` one that carries its checksum. What `search` needs is
 * placed, and `work` is what is left of the work area. Answers the bytes written: see `src/zstd-encode-engine.ts` for how many
 * those may be, and how many the area needs.
 */
export function encodeFrame(
  source: u32,
  length: u32,
  destination: u32,
  work: u32,
  checked: u32,
  search: u32,
): u32 {
  const sourceEnd = source + length;
  const mostLength = min(length, mostBlock);
  const mostSequences = (mostLength + leastMatch - 1) / leastMatch;
  placeCodes(placeList(work, mostLength, mostSequences), mostSequences);
  forgetTables();
  let to = writeHeader(length, checked, destination);
  let start = source;
  do {
    const end = min(sourceEnd, start + mostBlock);
    to = writeBlock(start, end, end === sourceEnd ? 1 : 0, to, search);
    start = end;
  } while (start < sourceEnd);
  if (checked === 0) return to - destination;
  store<u32>(to, checksum(source, length));
  return to + 4 - destination;
}

/** Section 3.1.1.1: one segment where every decoder can remember it all. */
function writeHeader(length: u32, checked: u32, to: u32): u32 {
  const single: u32 = length <= 1 << windowLog ? 1 : 0;
  const sizeFlag: u32 = length < 256 ? 0 : length < 65_536 + 256 ? 1 : 2;
  store<u32>(to, magic);
  store<u8>(to, (sizeFlag << 6) | (single << 5) | (checked << 2), 4);
  to += 5;
  if (single === 0) store<u8>(to++, (windowLog - 10) << 3);
  store<u32>(to, sizeFlag === 1 ? length - 256 : length);
  return to + (1 << sizeFlag);
}

function writeBlock(start: u32, end: u32, last: u32, to: u32, search: u32): u32 {
  const length = end - start;
  const content = to + 3;
  if (length > 0 && matchEnd(start + 1, start, end) === end) {
    writeBlockHeader(length, repeatedBlock, last, to);
    store<u8>(content, load<u8>(start));
    return content + 1;
  }
  const latest = first;
  const before = second;
  const oldest = third;
  clearList();
  if (search === fast) findFast(start, end);
  else if (search === double) findDouble(start, end);
  else findChained(start, end);
  const written = writeSequences(sequenceCount, writeLiterals(literals, literalsEnd - literals, content)) - content;
  if (written < length) {
    keepTables();
    writeBlockHeader(written, compressedBlock, last, to);
    return content + written;
  }
  // A reader learns nothing from a raw block.
  recallDistances(latest, before, oldest);
  writeBlockHeader(length, rawBlock, last, to);
  memory.copy(content, start, length);
  return content + length;
}

function writeBlockHeader(length: u32, kind: u32, last: u32, to: u32): void {
  const header = (length << 3) | (kind << 1) | last;
  store<u16>(to, header);
  store<u8>(to, header >> 16, 2);
}
