import type { Encoder } from "./encode.js";
import { leastLength, splitsOf } from "./split.js";

const kibi = 1024;
/** Bytes of a block by level, as c-blosc chooses them: from half a first-level cache up to its eightfold. */
const byLevel = [8, 16, 32, 64, 128, 128, 256, 256, 256, 256].map((size) => size * kibi);
/** Compressors that gain from a longer block, because they look further or code statistics of the whole. */
const strong = new Set(["lz4hc", "zlib", "zstd"]);
/** Between these lies a block that is cut into streams: each stream should still be worth compressing. */
const splitBlock = { least: 64 * kibi, most: 1024 * kibi, mostStream: 256 * kibi };

/** Bytes of one block of a chunk of `length` bytes; whole elements, and groups of 8 of them where that many fit. */
export function blockLengthFor(length: number, encoder: Encoder, split: boolean): number {
  const { blocksize, clevel, cname, typesize } = encoder;
  let block: number;
  if (blocksize > 0) {
    block = Math.max(blocksize, leastLength);
  } else {
    block = byLevel[clevel]! * (strong.has(cname) ? (clevel === 9 ? 4 : 2) : 1);
    if (split && splitsOf(typesize, block) > 1) {
      block = Math.min(block, splitBlock.mostStream) * typesize;
      block = Math.min(Math.max(block, splitBlock.least), splitBlock.most);
    }
  }
  const unit = block < length && block >= 8 * typesize ? 8 * typesize : typesize;
  block = Math.min(block, length);
  return block < unit ? block : block - (block % unit);
}
