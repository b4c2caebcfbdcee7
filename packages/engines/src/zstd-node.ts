import { CorruptData, DestinationFull } from "./corrupt-data.js";
import type { NodeZlib } from "./node-zlib.js";
import type { ZstdFrame } from "./zstd-frame.js";

/** The low half of XXH64 of no bytes. Frames without content never reach the platform. */
const checksumOfNothing = 0x51d8e999;

/**
 * Decodes frames, measured by `zstdFrames`, by Node's own zstd (from 22.15 and 23.8), one after the other into
 * `destination`. See `ZstdDecode`.
 */
export function decodeZstdNode(
  zlib: NodeZlib,
  source: Uint8Array,
  frames: readonly ZstdFrame[],
  destination: Uint8Array,
): number {
  let length = 0;
  for (const frame of frames) {
    const content = zstdContentNode(zlib, source, frame, destination.length - length);
    destination.set(content, length);
    length += content.length;
  }
  return length;
}

/** The content of one frame, at most `room` bytes, in memory of Node's. */
export function zstdContentNode(zlib: NodeZlib, source: Uint8Array, frame: ZstdFrame, room: number): Uint8Array {
  const { contentSize, mostContent, checksum, start, end } = frame;
  if (mostContent === 0) {
    if (checksum !== undefined && checksum !== checksumOfNothing) throw malformed(frame, 0);
    return new Uint8Array(0);
  }
  if (contentSize !== undefined && contentSize > room) throw new DestinationFull("the zstd data", room);
  const capacity = Math.min(mostContent, room);
  const content = decodeFrame(zlib, source.subarray(start, end), frame, capacity);
  if (contentSize !== undefined && content.length !== contentSize) throw malformed(frame, capacity);
  return new Uint8Array(content.buffer, content.byteOffset, content.length);
}

function decodeFrame(zlib: NodeZlib, bytes: Uint8Array, frame: ZstdFrame, capacity: number): Uint8Array {
  // A window of known content is never allocated longer than that; otherwise Node's own limit of 2^27 bytes stands.
  const params = frame.contentSize === undefined ? {} : { [zlib.constants["ZSTD_d_windowLogMax"]!]: 31 };
  try {
    return zlib.zstdDecompressSync!(bytes, {
      chunkSize: Math.max(64, capacity + 1),
      maxOutputLength: Math.max(1, capacity),
      params,
    });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") {
      throw new DestinationFull("the zstd data", capacity);
    }
    throw malformed(frame, capacity, error);
  }
}

function malformed({ start, contentSize }: ZstdFrame, capacity: number, cause?: unknown): CorruptData {
  const length =
    contentSize === undefined ? `more than ${capacity} bytes` : `other than the ${contentSize} bytes it states`;
  return new CorruptData(`the zstd frame at byte ${start} is malformed, fails its checksum, or gives ${length}`, {
    cause,
  });
}
