import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { inflateScript } from "./inflate-script.js";
import { type InflateResult, type NodeZlib, nodeZlib } from "./node-zlib.js";

export interface Inflated {
  /** Position in the source after the last byte of the stream. */
  readonly sourceEnd: number;
  /** Bytes written to the destination. */
  readonly length: number;
}

/**
 * Decodes the raw DEFLATE stream (RFC 1951) that begins at `from`. Bytes after its end are left alone. Throws
 * `CorruptData` when it is malformed, ends early, or gives more than `destination` holds. Node's zlib does it where there
 * is one; both roads give one answer.
 */
export const inflateRaw: (source: Uint8Array, from: number, destination: Uint8Array) => Inflated = nodeZlib
  ? (source, from, destination) => inflateNode(nodeZlib!, source, from, destination)
  : inflateScript;

export function inflateNode(zlib: NodeZlib, source: Uint8Array, from: number, destination: Uint8Array): Inflated {
  let result: InflateResult;
  try {
    result = zlib.inflateRawSync(source.subarray(from), inflateOptions(destination.length));
  } catch (error) {
    throw asCorruptData(error, source, destination);
  }
  return placeInflated(result, from, destination);
}

/** One byte more than expected: output that fills its chunk makes Node allocate a second one. Both have least values. */
export function inflateOptions(capacity: number) {
  return { info: true, chunkSize: Math.max(64, capacity + 1), maxOutputLength: Math.max(1, capacity) } as const;
}

export function placeInflated({ buffer, engine }: InflateResult, from: number, destination: Uint8Array): Inflated {
  if (buffer.length > destination.length) throw new DestinationFull("the deflate stream", destination.length);
  destination.set(buffer);
  return { sourceEnd: from + engine.bytesWritten, length: buffer.length };
}

export function asCorruptData(error: unknown, source: Uint8Array, destination: Uint8Array): CorruptData {
  const { code, message } = error as { code?: string; message: string };
  if (code === "ERR_BUFFER_TOO_LARGE") return new DestinationFull("the deflate stream", destination.length);
  if (code === "Z_BUF_ERROR") return new CorruptData(`the deflate stream ends too early, at byte ${source.length}`);
  return new CorruptData(`the deflate stream is malformed (zlib: ${message})`);
}
