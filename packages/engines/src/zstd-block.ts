import { CorruptData, DestinationFull } from "./corrupt-data.js";
import type { ZstdTree } from "./zstd-huffman.js";
import { readZstdLiterals } from "./zstd-literals.js";
import { readZstdTables, type ZstdTables } from "./zstd-sequence-tables.js";
import { runZstdSequences } from "./zstd-sequences.js";

/** What the blocks of a frame hand on to the next. */
export interface ZstdState {
  tree: ZstdTree | undefined;
  tables: ZstdTables | undefined;
  readonly offsets: Uint32Array;
}

export function newZstdState(): ZstdState {
  return { tree: undefined, tables: undefined, offsets: Uint32Array.of(1, 4, 8) };
}

/**
 * Decodes the compressed block that lies from `start` to `end` (RFC 8878, section 3.1.1.3) and appends it to the frame's
 * content, which `destination` holds up to `to`. Answers the new end. Throws `CorruptData`.
 */
export function decodeZstdBlock(
  state: ZstdState,
  block: DataView,
  start: number,
  end: number,
  mostLength: number,
  destination: Uint8Array,
  to: number,
): number {
  if (start >= end) throw truncated();
  const literals = readZstdLiterals(block, start, end, mostLength, state.tree);
  state.tree = literals.tree;
  let at = literals.end;
  if (at >= end) throw truncated();
  let count = block.getUint8(at++);
  if (count === 0) {
    if (at !== end) throw new CorruptData("a zstd block without sequences goes on behind its literals");
    if (literals.bytes.length > destination.length - to) throw new DestinationFull("a zstd block", destination.length);
    destination.set(literals.bytes, to);
    return to + literals.bytes.length;
  }
  const more = count === 255 ? 2 : count >= 128 ? 1 : 0;
  if (at + more > end) throw truncated();
  if (more === 2) count = block.getUint16(at, true) + 0x7f00;
  else if (more === 1) count = ((count - 128) << 8) + block.getUint8(at);

  const bytes = new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
  const tables = readZstdTables(bytes, at + more, end, state.tables);
  state.tables = tables;
  return runZstdSequences(block, tables.end, end, count, tables, literals.bytes, state.offsets, destination, to);
}

function truncated(): CorruptData {
  return new CorruptData("a zstd block ends before its sequences");
}
