import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { xxh64 } from "./xxh64.js";
import { streamMargin } from "./zstd-backward-bits.js";
import { decodeZstdBlock, newZstdState } from "./zstd-block.js";
import { type ZstdFrame, zstdFrames } from "./zstd-frame.js";

/**
 * Decodes all frames of a source (RFC 8878) into `destination`, in plain TypeScript, and answers how many bytes that gave.
 * Throws `CorruptData` when a frame is malformed, its checksum is wrong, it gives not what its header declares, or all
 * give more than `destination` holds.
 */
export function decodeZstd(source: Uint8Array, destination: Uint8Array): number {
  let length = 0;
  for (const frame of zstdFrames(source)) length += decodeFrame(source, frame, destination.subarray(length));
  return length;
}

function decodeFrame(source: Uint8Array, frame: ZstdFrame, room: Uint8Array): number {
  const { start, contentSize, checksum } = frame;
  if (contentSize !== undefined && contentSize > room.length) throw new DestinationFull("the zstd data", room.length);
  const length = decodeBlocks(source, frame, room.subarray(0, contentSize));
  if (contentSize !== undefined && length !== contentSize) {
    throw new CorruptData(
      `the zstd frame at byte ${start} gives ${length} bytes, other than the ${contentSize} it states`,
    );
  }
  if (checksum !== undefined && Number(xxh64(room.subarray(0, length)) & 0xffffffffn) !== checksum) {
    throw new CorruptData(`the zstd frame at byte ${start} fails its checksum`);
  }
  return length;
}

/** Header and kinds of every block have been checked when the frame was measured. */
function decodeBlocks(source: Uint8Array, { blocks, mostPerBlock }: ZstdFrame, destination: Uint8Array): number {
  const state = newZstdState();
  // Streams are read four bytes at a time, from last to first: so blocks are copied to where bytes lie around them.
  const copy = new Uint8Array(streamMargin + Math.min(mostPerBlock, source.length) + streamMargin);
  const block = new DataView(copy.buffer);
  let to = 0;
  for (let at = blocks, last = false; !last; ) {
    const header = source[at]! | (source[at + 1]! << 8) | (source[at + 2]! << 16);
    const size = header >>> 3;
    const kind = (header >>> 1) & 3;
    last = (header & 1) === 1;
    at += 3;
    if (kind === 2) {
      if (size > mostPerBlock) throw new CorruptData(`the zstd block before byte ${at} declares ${size} bytes`);
      copy.set(source.subarray(at, at + size), streamMargin);
      const room = destination.subarray(0, to + mostPerBlock);
      to = decodeZstdBlock(state, block, streamMargin, streamMargin + size, mostPerBlock, room, to);
    } else {
      if (size > destination.length - to) throw new DestinationFull("the zstd data", destination.length);
      if (kind === 0) destination.set(source.subarray(at, at + size), to);
      else destination.fill(source[at]!, to, to + size);
      to += size;
    }
    at += kind === 1 ? 1 : size;
  }
  return to;
}
