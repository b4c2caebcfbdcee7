import { CorruptData } from "./corrupt-data.js";

/** Codes up to this long are found by one look-up; longer ones are rare. */
export const primaryBits = 10;
const mostBits = 15;

/** A canonical Huffman code of RFC 1951. Its entries are `symbol << 4 | length`. */
export interface HuffmanCode {
  /** By the next `primaryBits` bits; 0 where the code is longer or there is none. */
  readonly primary: Uint16Array;
  /** The entry for the next bits, lowest first. */
  find(bits: number): number;
  /** The same for codes that `primary` does not hold; throws `CorruptData` where there is none. */
  findLong(bits: number): number;
}

/**
 * Builds a code from the length of each symbol's code, 0 for none. zlib's rules: too many codes are always an error, too
 * few only where `mayBeSparse` is false or a code is longer than one bit.
 */
export function huffmanCode(lengths: Uint8Array, mayBeSparse: boolean): HuffmanCode {
  const counts = new Uint16Array(mostBits + 1);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  let longest = mostBits;
  while (longest > 0 && counts[longest] === 0) longest--;
  let left = 1;
  for (let length = 1; length <= mostBits; length++) {
    left = left * 2 - counts[length]!;
    if (left < 0) throw new CorruptData("a deflate block's Huffman code has more codes than its lengths allow");
  }
  if (left > 0 && (!mayBeSparse || longest > 1)) {
    throw new CorruptData("a deflate block's Huffman code is incomplete");
  }

  const next = new Uint16Array(mostBits + 2);
  for (let length = 1; length <= mostBits; length++) next[length + 1] = next[length]! + counts[length]!;
  const sorted = new Uint16Array(lengths.length);
  const primary = new Uint16Array(1 << primaryBits);
  const firstCode = new Uint16Array(mostBits + 1);
  for (let length = 2; length <= mostBits; length++)
    firstCode[length] = (firstCode[length - 1]! + counts[length - 1]!) << 1;

  const place = next.slice();
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const rank = place[length]!++;
    sorted[rank] = symbol;
    if (length > primaryBits) continue;
    const code = reverse(firstCode[length]! + rank - next[length]!, length);
    for (let at = code; at < primary.length; at += 1 << length) primary[at] = (symbol << 4) | length;
  }

  function findLong(bits: number): number {
    let code = 0;
    for (let length = 1; length <= mostBits; length++) {
      code = (code << 1) | ((bits >>> (length - 1)) & 1);
      const rank = code - firstCode[length]!;
      if (rank >= 0 && rank < counts[length]!) return (sorted[next[length]! + rank]! << 4) | length;
    }
    throw new CorruptData("a deflate block uses a code that it does not define");
  }

  return { primary, findLong, find: (bits) => primary[bits & (primary.length - 1)]! || findLong(bits) };
}

function reverse(code: number, length: number): number {
  let reversed = 0;
  for (let i = 0; i < length; i++) reversed |= ((code >>> i) & 1) << (length - 1 - i);
  return reversed;
}
