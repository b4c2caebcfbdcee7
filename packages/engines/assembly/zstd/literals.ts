import { literals } from "./area";
import { decodeFourStreams, decodeOneStream } from "./huffman-literals";
import { readTree } from "./huffman-tree";
import { refused } from "./refused";

/** Where the block's literals lie, and how many there are. */
export let literalsStart: u32 = 0;
export let literalsLength: u32 = 0;

/** Whether a block of this frame has brought a tree, which later ones may use. */
let hasTree: bool = false;

/** Vectors of literals are read up to so many bytes behind their end. */
export const literalsMargin: u32 = 32;
const leastForFourStreams: u32 = 6;

const raw: u32 = 0;
const repeated: u32 = 1;
const treeless: u32 = 3;

export function forgetTree(): void {
  hasTree = false;
}

/**
 * Reads the literals section (RFC 8878, section 3.1.1.3.1). Answers its length in bytes, or `refused`. Encoded literals are
 * decoded to `to` at once where they are all that the block gives, and `room` holds them.
 */
export function readLiterals(area: u32, source: u32, end: u32, mostLength: u32, to: u32, room: u32): i32 {
  const first = <u32>load<u8>(source);
  const kind = first & 3;
  const format = (first >> 2) & 3;
  const available = end - source;
  literalsStart = area + literals;

  if (kind === raw || kind === repeated) {
    const headerLength: u32 = format === 1 ? 2 : format === 3 ? 3 : 1;
    if (available < headerLength) return refused;
    const word = headerLength === 1 ? first : headerLength === 2 ? <u32>load<u16>(source) : load24(source);
    const length = headerLength === 1 ? word >> 3 : word >> 4;
    if (length > mostLength) return refused;
    literalsLength = length;
    const from = source + headerLength;
    if (kind === repeated) {
      if (available < headerLength + 1) return refused;
      memory.fill(literalsStart, load<u8>(from), length);
      return headerLength + 1;
    }
    if (available - headerLength < length) return refused;
    if (available - headerLength - length < literalsMargin) memory.copy(literalsStart, from, length);
    else literalsStart = from;
    return headerLength + length;
  }

  const headerLength: u32 = format < 2 ? 3 : format + 2;
  if (available < headerLength) return refused;
  const width: u32 = format < 2 ? 10 : 4 * format + 6;
  const word = headerLength === 3 ? <u64>load24(source) : <u64>load<u32>(source) | (<u64>(headerLength === 5 ? load<u8>(source, 4) : 0) << 32);
  const mask: u64 = (1 << width) - 1;
  const length = <u32>((word >> 4) & mask);
  const encodedLength = <u32>((word >> (4 + width)) & mask);
  const fourStreams = format !== 0;
  const leastLength: u32 = fourStreams ? leastForFourStreams : 1;
  if (length > mostLength || length < leastLength) return refused;
  if (available - headerLength < encodedLength) return refused;
  let from = source + headerLength;
  const fromEnd = from + encodedLength;
  if (kind === treeless) {
    if (!hasTree) return refused;
  } else {
    const treeLength = readTree(area, from, fromEnd);
    if (treeLength < 0) return treeLength;
    from += treeLength;
    hasTree = true;
  }
  literalsLength = length;
  if (end - fromEnd === 1 && load<u8>(fromEnd) === 0 && length <= room) literalsStart = to;
  const complete = fourStreams
    ? decodeFourStreams(area, from, fromEnd, literalsStart, length)
    : decodeOneStream(area, from, fromEnd, literalsStart, length);
  return complete ? headerLength + encodedLength : refused;
}

function load24(at: u32): u32 {
  return <u32>load<u16>(at) | (<u32>load<u8>(at, 2) << 16);
}
