import { DeflateBits } from "./deflate-bits.js";
import { DeflateBlock, distanceSymbol, endOfBlock, lengthSymbol } from "./deflate-block.js";
import { bitsOf, codeFor, type WritingCode, writingCode } from "./deflate-codes.js";
import { describeCodes } from "./deflate-description.js";
import { deflateEffort } from "./deflate-effort.js";
import { DeflateMatcher } from "./deflate-matches.js";
import {
  distanceBase,
  distanceExtra,
  fixedDistanceLengths,
  fixedLiteralLengths,
  lengthBase,
  lengthExtra,
} from "./deflate-tables.js";

/** Section 3.2.4: a stored block tells its length in 16 bits. */
const mostStored = 65_535;
const mostCodeBits = 15;
const kinds = { stored: 0, fixed: 1, dynamic: 2 };

/** The codes of blocks that bring none. */
let fixed: { readonly literals: WritingCode; readonly distances: WritingCode } | undefined;

/** Raw DEFLATE (RFC 1951) in plain TypeScript: one stream, `level` 0 (stored) to 9. */
export function deflateScript(source: Uint8Array, level: number): Uint8Array<ArrayBuffer> {
  // A block is stored where a code would make it longer. Blocks with a code hold 16 KiB at least, but for the last.
  const encoded = new Uint8Array(source.length + 5 * Math.ceil(source.length / 16_000) + 64);
  const output = new DeflateBits(encoded);
  if (level === 0 || source.length === 0) {
    writeStored(output, source, true);
    return encoded.slice(0, output.align());
  }
  const matcher = new DeflateMatcher(source, deflateEffort(level));
  const block = new DeflateBlock();
  for (let start = 0; start < source.length; ) {
    block.clear();
    const end = matcher.fill(block, start);
    writeBlock(output, block, source.subarray(start, end), end === source.length);
    start = end;
  }
  return encoded.slice(0, output.align());
}

/** Writes a block in the shortest of the three ways. */
function writeBlock(output: DeflateBits, block: DeflateBlock, plain: Uint8Array, isLast: boolean): void {
  const { literalCounts, distanceCounts } = block;
  literalCounts[endOfBlock] = 1;
  const literals = codeFor(literalCounts, mostCodeBits);
  const distances = codeFor(distanceCounts, mostCodeBits);
  const description = describeCodes(literals.lengths, distances.lengths);

  const extra = extraBits(block);
  const bitsWith = (one: WritingCode, other: WritingCode) =>
    3 + extra + bitsOf(literalCounts, one.lengths) + bitsOf(distanceCounts, other.lengths);
  const dynamicBits = bitsWith(literals, distances) + description.bits;
  fixed ??= { literals: writingCode(fixedLiteralLengths), distances: writingCode(fixedDistanceLengths) };
  const fixedBits = bitsWith(fixed.literals, fixed.distances);
  const storedBits = 8 * (plain.length + 5 * Math.ceil(plain.length / mostStored));
  if (storedBits <= Math.min(dynamicBits, fixedBits)) return writeStored(output, plain, isLast);

  output.put(isLast ? 1 : 0, 1);
  if (fixedBits <= dynamicBits) {
    output.put(kinds.fixed, 2);
    writeTokens(output, block, fixed.literals, fixed.distances);
  } else {
    output.put(kinds.dynamic, 2);
    description.write(output);
    writeTokens(output, block, literals, distances);
  }
}

function writeTokens(output: DeflateBits, block: DeflateBlock, literals: WritingCode, distances: WritingCode): void {
  for (let i = 0; i < block.count; i++) {
    const token = block.tokens[i]!;
    if (token < endOfBlock) {
      output.putCode(literals.entries[token]!);
      continue;
    }
    const length = token & 511;
    const distance = token >>> 9;
    const symbol = lengthSymbol(length);
    output.putCode(literals.entries[symbol]!);
    output.put(length - lengthBase[symbol - 257]!, lengthExtra[symbol - 257]!);
    const slot = distanceSymbol(distance);
    output.putCode(distances.entries[slot]!);
    output.put(distance - distanceBase[slot]!, distanceExtra[slot]!);
  }
  output.putCode(literals.entries[endOfBlock]!);
}

/** Bits that matches take beside their symbols, whatever the codes. */
function extraBits({ literalCounts, distanceCounts }: DeflateBlock): number {
  let bits = 0;
  for (const [i, extra] of lengthExtra.entries()) bits += literalCounts[257 + i]! * extra;
  for (const [i, extra] of distanceExtra.entries()) bits += distanceCounts[i]! * extra;
  return bits;
}

function writeStored(output: DeflateBits, plain: Uint8Array, isLast: boolean): void {
  let start = 0;
  do {
    const piece = plain.subarray(start, start + mostStored);
    start += piece.length;
    output.put(isLast && start === plain.length ? 1 : 0, 1);
    output.put(kinds.stored, 2);
    const { length } = piece;
    output.putBytes(Uint8Array.of(length, length >>> 8, ~length, ~length >>> 8));
    output.putBytes(piece);
  } while (start < plain.length);
}
