import { CorruptData } from "./corrupt-data.js";
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

/** Off the calling thread, where the platform has that for raw streams with bytes behind them: Node. */
export const inflateRawAsync:
  | ((source: Uint8Array, from: number, destination: Uint8Array) => Promise<Inflated>)
  | undefined = nodeZlib && ((source, from, destination) => inflateNodeAsync(nodeZlib!, source, from, destination));

export function inflateNode(zlib: NodeZlib, source: Uint8Array, from: number, destination: Uint8Array): Inflated {
  let result: InflateResult;
  try {
    result = zlib.inflateRawSync(source.subarray(from), options(destination.length));
  } catch (error) {
    throw corrupt(error, source, destination);
  }
  return placed(result, from, destination);
}

function inflateNodeAsync(
  zlib: NodeZlib,
  source: Uint8Array,
  from: number,
  destination: Uint8Array,
): Promise<Inflated> {
  return new Promise((resolve, reject) => {
    zlib.inflateRaw(source.subarray(from), options(destination.length), (error, result) => {
      if (error) return reject(corrupt(error, source, destination));
      try {
        resolve(placed(result, from, destination));
      } catch (tooLong) {
        reject(tooLong);
      }
    });
  });
}

/** One byte more than expected: output that fills its chunk makes Node allocate a second one. Both have least values. */
function options(capacity: number) {
  return { info: true, chunkSize: Math.max(64, capacity + 1), maxOutputLength: Math.max(1, capacity) } as const;
}

function placed({ buffer, engine }: InflateResult, from: number, destination: Uint8Array): Inflated {
  if (buffer.length > destination.length) throw overflow(destination.length);
  destination.set(buffer);
  return { sourceEnd: from + engine.bytesWritten, length: buffer.length };
}

function corrupt(error: unknown, source: Uint8Array, destination: Uint8Array): CorruptData {
  const { code, message } = error as { code?: string; message: string };
  if (code === "ERR_BUFFER_TOO_LARGE") return overflow(destination.length);
  if (code === "Z_BUF_ERROR") return new CorruptData(`the deflate stream ends too early, at byte ${source.length}`);
  return new CorruptData(`the deflate stream is malformed (zlib: ${message})`);
}

function overflow(capacity: number): CorruptData {
  return new CorruptData(`the deflate stream gives more than the ${capacity} bytes expected`);
}
