import { area, description, occurrences } from "./area";
import { countBytes } from "./byte-counts";
import { writeStream } from "./huffman-stream";
import { describedBytes, encodedBits, makeTree } from "./huffman-tree";
import { sequenceCount } from "./sequence-list";

/** Fewer are not worth a tree. */
const leastForTree: u32 = 32;
/** From so many on there are four streams, which a reader decodes at once. */
const leastForFour: u32 = 256;
/** From so many on samples are looked at first; of two that are random, the most frequent bytes occur at most so often together. */
const leastForSamples: u32 = 40_960;
const sampleLength: u32 = 4096;
const randomlyFrequent: u32 = 68;
/** Four lengths need three of two bytes. */
const jumpTable: u32 = 6;

const raw: u32 = 0;
const repeated: u32 = 1;
const encoded: u32 = 2;

/** Writes the literals section of a block (RFC 8878, section 3.1.1.3.1) in the shortest of the three ways; answers where it ends. */
export function writeLiterals(from: u32, length: u32, to: u32): u32 {
  let hasTree = false;
  if (length > 0 && !looksRandom(from, length)) {
    countBytes(from, length);
    const first = load<u8>(from);
    if (load<u32>(area + occurrences + 4 * first) === length) {
      const at = writeHeader(repeated, length, to);
      store<u8>(at, first);
      return at + 1;
    }
    hasTree = length >= leastForTree && makeTree();
  }
  const fours = length >= leastForFour;
  const expected = describedBytes + ((encodedBits + 7) >> 3) + (fours ? jumpTable + 4 : 1);
  if (!hasTree || expected >= length - (length >> 7)) {
    const at = writeHeader(raw, length, to);
    // A block of nothing but these is stored raw in any case.
    if (sequenceCount > 0) memory.copy(at, from, length);
    return at + length;
  }

  const headerLength: u32 = length < 1024 ? 3 : length < 16_384 ? 4 : 5;
  let at = to + headerLength;
  memory.copy(at, area + description, describedBytes);
  at += describedBytes;
  if (!fours) {
    at = writeStream(from, length, at);
  } else {
    const quarter = (length + 3) >> 2;
    const jumps = at;
    at += jumpTable;
    for (let stream: u32 = 0; stream < 3; stream++) {
      const start = at;
      at = writeStream(from + stream * quarter, quarter, at);
      store<u16>(jumps + 2 * stream, at - start);
    }
    at = writeStream(from + 3 * quarter, length - 3 * quarter, at);
  }
  writeEncodedHeader(length, at - to - headerLength, fours, headerLength, to);
  return at;
}

/** Whether no byte is frequent in the first and the last of many: to count all of them would not pay. */
function looksRandom(from: u32, length: u32): bool {
  return length >= leastForSamples && mostFrequent(from) + mostFrequent(from + length - sampleLength) <= randomlyFrequent;
}

/** How often the most frequent byte of a sample occurs. */
function mostFrequent(from: u32): u32 {
  countBytes(from, sampleLength);
  let most: u32 = 0;
  for (let byte: u32 = 0; byte < 256; byte++) most = max(most, load<u32>(area + occurrences + 4 * byte));
  return most;
}

function writeHeader(kind: u32, length: u32, to: u32): u32 {
  if (length < 32) {
    store<u8>(to, kind | (length << 3));
    return to + 1;
  }
  store<u32>(to, kind | (length < 4096 ? 4 : 12) | (length << 4));
  return to + (length < 4096 ? 2 : 3);
}

/** Both lengths, in 10, 14 or 18 bits each; one stream has the first of these sizes. */
function writeEncodedHeader(length: u32, encodedLength: u32, fours: bool, headerLength: u32, to: u32): void {
  const width = 4 * headerLength - 2;
  const format: u32 = fours ? headerLength - 2 : 0;
  let bits = (((<u64>encodedLength) << width) | length) * 16 + format * 4 + encoded;
  for (let i: u32 = 0; i < headerLength; i++, bits >>= 8) store<u8>(to + i, bits);
}
