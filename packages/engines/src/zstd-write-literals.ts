import { type ZstdWritingTree, zstdWritingTree } from "./zstd-writing-tree.js";

/** Fewer are not worth a tree. */
const leastForTree = 32;
/** From so many on there are four streams, which a reader decodes at once. */
const leastForFour = 256;
const kinds = { raw: 0, repeated: 1, encoded: 2 };
/** From so many on samples are looked at first; of two that are random, the most frequent bytes occur at most so often together. */
const leastForSamples = 40_960;
const sampleLength = 4096;
const randomlyFrequent = 68;
/** Four lengths need three of two bytes. */
const jumpTable = 6;

/**
 * Writes the literals section of a block (RFC 8878, section 3.1.1.3.1) in the shortest of the three ways, and answers where it
 * ends. What lies behind it may be written to: `literals.length` and 16 bytes must be there.
 */
export function writeZstdLiterals(literals: Uint8Array, output: Uint8Array, to: number): number {
  const { length } = literals;
  let tree: ZstdWritingTree | undefined;
  if (!looksRandom(literals)) {
    const occurrences = countBytes(literals);
    if (length > 0 && occurrences[literals[0]!] === length) {
      const at = writeHeader(kinds.repeated, length, output, to);
      output[at] = literals[0]!;
      return at + 1;
    }
    if (length >= leastForTree) tree = zstdWritingTree(occurrences);
  }
  const fours = length >= leastForFour;
  const expected = tree && tree.description.length + Math.ceil(tree.bits / 8) + (fours ? jumpTable + 4 : 1);
  if (tree === undefined || expected! >= length - (length >> 7)) {
    const at = writeHeader(kinds.raw, length, output, to);
    output.set(literals, at);
    return at + length;
  }

  const headerLength = length < 1024 ? 3 : length < 16_384 ? 4 : 5;
  let at = to + headerLength;
  output.set(tree.description, at);
  at += tree.description.length;
  if (!fours) {
    at = writeStream(tree, literals, output, at);
  } else {
    const quarter = (length + 3) >> 2;
    const jumps = at;
    at += jumpTable;
    for (let stream = 0; stream < 4; stream++) {
      const start = at;
      at = writeStream(tree, literals.subarray(stream * quarter, (stream + 1) * quarter), output, at);
      if (stream === 3) break;
      output[jumps + 2 * stream] = at - start;
      output[jumps + 2 * stream + 1] = (at - start) >> 8;
    }
  }
  writeEncodedHeader(length, at - to - headerLength, fours, headerLength, output, to);
  return at;
}

/** Whether no byte is frequent in the first and the last of many: to count all of them would not pay. */
function looksRandom(literals: Uint8Array): boolean {
  if (literals.length < leastForSamples) return false;
  const samples = [literals.subarray(0, sampleLength), literals.subarray(-sampleLength)];
  const [first, last] = samples.map((sample) => Math.max(...countBytes(sample)));
  return first! + last! <= randomlyFrequent;
}

function countBytes(bytes: Uint8Array): Uint32Array {
  const occurrences = new Uint32Array(256);
  for (let at = 0; at < bytes.length; at++) occurrences[bytes[at]!]!++;
  return occurrences;
}

/** One stream, from the last symbol to the first, behind it the mark of its end. Answers where it ends. */
function writeStream({ entries }: ZstdWritingTree, symbols: Uint8Array, output: Uint8Array, to: number): number {
  const view = new DataView(output.buffer, output.byteOffset, output.length);
  let bits = 0;
  let count = 0;
  let at = symbols.length;
  if (at & 1) {
    const entry = entries[symbols[--at]!]!;
    bits = entry >>> 4;
    count = entry & 15;
  }
  if (count > 7) {
    output[to++] = bits;
    bits >>>= 8;
    count -= 8;
  }
  // Fewer than eight bits wait, and two codes are 22 at most.
  while (at > 0) {
    const one = entries[symbols[at - 1]!]!;
    const other = entries[symbols[at - 2]!]!;
    at -= 2;
    bits |= (one >>> 4) << count;
    count += one & 15;
    bits |= (other >>> 4) << count;
    count += other & 15;
    view.setInt32(to, bits, true);
    to += count >> 3;
    bits >>>= count & 24;
    count &= 7;
  }
  bits |= 1 << count;
  for (count++; count > 0; count -= 8) {
    output[to++] = bits;
    bits >>>= 8;
  }
  return to;
}

function writeHeader(kind: number, length: number, output: Uint8Array, to: number): number {
  if (length < 32) {
    output[to] = kind | (length << 3);
    return to + 1;
  }
  const bits = kind | (length < 4096 ? 4 : 12) | (length << 4);
  output[to] = bits;
  output[to + 1] = bits >> 8;
  if (length < 4096) return to + 2;
  output[to + 2] = bits >> 16;
  return to + 3;
}

/** Both lengths, in 10, 14 or 18 bits each; one stream has the first of these sizes. */
function writeEncodedHeader(
  length: number,
  encodedLength: number,
  fours: boolean,
  headerLength: number,
  output: Uint8Array,
  to: number,
): void {
  const width = 4 * headerLength - 2;
  const format = fours ? headerLength - 2 : 0;
  let bits = (encodedLength * 2 ** width + length) * 16 + format * 4 + kinds.encoded;
  for (let i = 0; i < headerLength; i++, bits = Math.floor(bits / 256)) output[to + i] = bits;
}
