import { CorruptData } from "./corrupt-data.js";
import { readZstdTree, type ZstdTree } from "./zstd-huffman.js";
import { decodeFourStreams, decodeOneStream } from "./zstd-huffman-streams.js";

export interface ZstdLiterals {
  readonly bytes: Uint8Array;
  /** Where in the block the section ends. */
  readonly end: number;
  /** The tree that later blocks of the frame may use. */
  readonly tree: ZstdTree | undefined;
}

const leastForFourStreams = 6;

/**
 * Reads the literals section (RFC 8878, section 3.1.1.3.1) of a block that lies from `start` to `end`. A raw section is
 * answered as a view. Throws `CorruptData`; also where the section gives more than `mostLength` bytes.
 */
export function readZstdLiterals(
  block: DataView,
  start: number,
  end: number,
  mostLength: number,
  tree: ZstdTree | undefined,
): ZstdLiterals {
  const first = block.getUint8(start);
  const kind = first & 3;
  const format = (first >> 2) & 3;
  const encoded = kind >= 2;
  const headerLength = encoded ? [3, 3, 4, 5][format]! : [1, 2, 1, 3][format]!;
  const from = start + headerLength;
  if (from > end) throw truncated();
  let bits = 0;
  for (let i = headerLength - 1; i >= 0; i--) bits = bits * 256 + block.getUint8(start + i);

  if (!encoded) {
    const length = bits >>> (headerLength === 1 ? 3 : 4);
    const sectionEnd = from + (kind === 0 ? length : 1);
    if (length > mostLength) throw tooLong(length, mostLength);
    if (sectionEnd > end) throw truncated();
    const stored = new Uint8Array(block.buffer, block.byteOffset + from, sectionEnd - from);
    return { bytes: kind === 0 ? stored : new Uint8Array(length).fill(stored[0]!), end: sectionEnd, tree };
  }

  const width = [10, 10, 14, 18][format]!;
  const length = Math.floor(bits / 16) % 2 ** width;
  const sectionEnd = from + Math.floor(bits / 2 ** (4 + width));
  if (length > mostLength) throw tooLong(length, mostLength);
  if (length < (format === 0 ? 1 : leastForFourStreams)) {
    throw new CorruptData(`a zstd block declares ${length} encoded literals, too few for its streams`);
  }
  if (sectionEnd > end) throw truncated();
  const source = new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
  const own = kind === 2 ? readZstdTree(source, from, sectionEnd) : tree;
  if (own === undefined)
    throw new CorruptData("a zstd block uses the Huffman tree of the one before, and there is none");
  const bytes = new Uint8Array(length);
  const decode = format === 0 ? decodeOneStream : decodeFourStreams;
  decode(own.cells, block, kind === 2 ? own.end : from, sectionEnd, bytes);
  return { bytes, end: sectionEnd, tree: own };
}

function truncated(): CorruptData {
  return new CorruptData("a zstd block ends within its literals");
}

function tooLong(length: number, mostLength: number): CorruptData {
  return new CorruptData(`a zstd block declares ${length} literals, at most ${mostLength} are allowed`);
}
