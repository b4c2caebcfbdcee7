import { decodeBlock } from "./lz4/decode";
import { encodeBlock, hashTableLength, prepareHashes } from "./lz4/encode";
import { preparePatterns } from "./lz4/pattern";

/** LZ4 blocks. Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md */

export function prepare(tables: usize): void {
  prepareHashes(tables);
  preparePatterns(tables + hashTableLength);
}

export function decode(source: usize, length: usize, destination: usize, capacity: usize): isize {
  return decodeBlock(source, length, destination, capacity);
}

/** Below 1, `acceleration` counts as 1; above 65537 as that, as in liblz4. Answers 0 when the block does not fit. */
export function encode(source: usize, length: usize, destination: usize, capacity: usize, acceleration: i32): usize {
  return encodeBlock(source, length, destination, capacity, max(1, min(65537, acceleration)) as usize);
}
