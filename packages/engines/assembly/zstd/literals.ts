import { literals } from "./area";
import { decodeFourStreams, decodeOneStream } from "./huffman-literals";
import { readTree } from "./huffman-tree";
import { little } from "./little";
import { refused } from "./refused";

/** Where the block's literals lie, and how many there are. */
export let literalsStart: u32 = 0;
export let literalsLength: u32 = 0;

/** Whether a block of this frame has brought a tree, which later ones may use. */
let hasTree: bool = false;

/** Vectors of literals are read up to so many bytes behind their end. */
const literalsMargin: u32 = 32;
const leastForFourStreams: u32 = 6;

const repeated: u32 = 1;
const treeless: u32 = 3;

export function forgetTree(): void {
  hasTree = false;
}

/**
 * Reads the literals section (RFC 8878, section 3.1.1.3.1). Answers its length in bytes, or `refused`. Encoded literals
 * are decoded to `to` at once where they are all that the block gives, and `room` holds them.
 */
export function readLiterals(area: u32, source: u32, end: u32, mostLength: u32, to: u32, room: u32): i32 {
  const first = <u32>load<u8>(source);
  literalsStart = area + literals;
  return (first & 3) <= repeated
    ? readStored(first, source, end, mostLength)
    : readEncoded(area, first, source, end, mostLength, to, room);
}

/** Literals as they are, which stay in the source where there is room to read behind them; or one that repeats. */
function readStored(first: u32, source: u32, end: u32, mostLength: u32): i32 {
  const format = (first >> 2) & 3;
  const headerLength: u32 = format === 1 ? 2 : format === 3 ? 3 : 1;
  if (end - source < headerLength) return refused;
  const from = source + headerLength;
  const length = headerLength === 1 ? first >> 3 : <u32>little(source, headerLength) >> 4;
  if (length > mostLength) return refused;
  literalsLength = length;
  if ((first & 3) === repeated) {
    if (from >= end) return refused;
    memory.fill(literalsStart, load<u8>(from), length);
    return headerLength + 1;
  }
  if (end - from < length) return refused;
  if (end - from - length < literalsMargin) memory.copy(literalsStart, from, length);
  else literalsStart = from;
  return headerLength + length;
}

function readEncoded(area: u32, first: u32, source: u32, end: u32, mostLength: u32, to: u32, room: u32): i32 {
  const format = (first >> 2) & 3;
  const headerLength: u32 = format < 2 ? 3 : format + 2;
  if (end - source < headerLength) return refused;
  const width: u32 = format < 2 ? 10 : 4 * format + 6;
  const sizes = little(source, headerLength) >> 4;
  const length = <u32>sizes & ((1 << width) - 1);
  let from = source + headerLength;
  const fromEnd = from + <u32>(sizes >> width);
  const fourStreams = format !== 0;
  const leastLength: u32 = fourStreams ? leastForFourStreams : 1;
  if (length > mostLength || length < leastLength || fromEnd > end) return refused;
  if ((first & 3) === treeless) {
    if (!hasTree) return refused;
  } else {
    const treeLength = readTree(area, from, fromEnd);
    if (treeLength < 0) return refused;
    from += treeLength;
    hasTree = true;
  }
  literalsLength = length;
  if (end - fromEnd === 1 && load<u8>(fromEnd) === 0 && length <= room) literalsStart = to;
  const complete = fourStreams
    ? decodeFourStreams(area, from, fromEnd, literalsStart, length)
    : decodeOneStream(area, from, fromEnd, literalsStart, length);
  return complete ? fromEnd - source : refused;
}
