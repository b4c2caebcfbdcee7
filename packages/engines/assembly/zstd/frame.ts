import { decodeBlock } from "./block";
import { checksum } from "./checksum";
import { forgetTree } from "./literals";
import { little } from "./little";
import { refused } from "./refused";
import { forgetTables } from "./sequence-tables";
import { forgetOffsets } from "./execute";

/** Where the last frame ended. */
export let frameEnd: u32 = 0;

const mostBlock: u32 = 128 * 1024;
const mostWindowBits: u32 = 31;

const rawBlock: u32 = 0;
const repeatedBlock: u32 = 1;
const compressedBlock: u32 = 2;

/** Decodes the frame behind its magic number (RFC 8878, section 3.1.1). Answers the bytes it gave, or `refused`. */
export function decodeFrame(area: u32, source: u32, end: u32, to: u32, toEnd: u32): i32 {
  if (source >= end) return refused;
  const descriptor = <u32>load<u8>(source);
  if ((descriptor & 0x08) !== 0) return refused;
  const single = (descriptor >> 5) & 1;
  const dictionaryBytes = (1 << (descriptor & 3)) >> 1;
  const sizeBytes: u32 = descriptor < 0x40 ? single : 1 << (descriptor >> 6);
  let from = source + 1;
  if (end - from < 1 - single + dictionaryBytes + sizeBytes) return refused;
  let blockBound: u64 = mostBlock;
  if (single === 0) {
    const window = <u32>load<u8>(from++);
    const windowBits: u32 = 10 + (window >> 3);
    if (windowBits > mostWindowBits) return refused;
    blockBound = min(blockBound, ((<u64>1) << windowBits) + (((<u64>1) << windowBits) >> 3) * (window & 7));
  }
  if (little(from, dictionaryBytes) !== 0) return refused;
  from += dictionaryBytes;
  let room = toEnd - to;
  if (sizeBytes !== 0) {
    const size = little(from, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
    if (size > <u64>room) return refused;
    room = <u32>size;
    from += sizeBytes;
  }
  if (single !== 0) blockBound = min(blockBound, room);

  const written = decodeBlocks(area, from, end, <u32>blockBound, to, to + room);
  if (written < 0 || (sizeBytes !== 0 && written !== room)) return refused;
  if ((descriptor & 0x04) !== 0) {
    if (end - frameEnd < 4) return refused;
    if (load<u32>(frameEnd) !== checksum(to, written)) return refused;
    frameEnd += 4;
  }
  return written;
}

function decodeBlocks(area: u32, from: u32, end: u32, blockBound: u32, to: u32, toEnd: u32): i32 {
  const start = to;
  forgetTree();
  forgetTables(area);
  forgetOffsets();
  for (let last: u32 = 0; last === 0; ) {
    if (end - from < 3) return refused;
    const header = <u32>little(from, 3);
    from += 3;
    last = header & 1;
    const kind = (header >> 1) & 3;
    const size = header >> 3;
    if (kind > compressedBlock) return refused;
    if (size > (kind === compressedBlock ? blockBound : mostBlock)) return refused;
    const sourceLength: u32 = kind === repeatedBlock ? 1 : size;
    if (end - from < sourceLength) return refused;
    if (kind === compressedBlock) {
      const written = decodeBlock(area, from, from + size, blockBound, start, to, min(toEnd, to + blockBound));
      if (written < 0) return refused;
      to += written;
    } else {
      if (size > toEnd - to) return refused;
      if (kind === rawBlock) memory.copy(to, from, size);
      else memory.fill(to, load<u8>(from), size);
      to += size;
    }
    from += sourceLength;
  }
  frameEnd = from;
  return to - start;
}
