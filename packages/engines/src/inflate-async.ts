import { asCorruptData, type Inflated, inflateOptions, placeInflated } from "./inflate.js";
import { type NodeZlib, nodeZlib } from "./node-zlib.js";

/**
 * Raw DEFLATE off the calling code's back: in Node's thread pool, or in the browser's own decompressor. The stream begins
 * at `from` and is expected to end at `end`. Answers `undefined` where this road cannot tell what is there (no such
 * platform, or a stream that is damaged or ends elsewhere); `inflateRaw` then has the answer.
 */
export async function inflateRawAsync(
  source: Uint8Array,
  from: number,
  end: number,
  destination: Uint8Array,
): Promise<Inflated | undefined> {
  if (nodeZlib) return inflateInPool(nodeZlib, source, from, destination);
  if (!hasDecompressor()) return undefined;
  const length = await decompress(source.subarray(from, end), destination).catch(() => undefined);
  return length === undefined ? undefined : { sourceEnd: end, length };
}

function inflateInPool(zlib: NodeZlib, source: Uint8Array, from: number, destination: Uint8Array): Promise<Inflated> {
  return new Promise((resolve, reject) => {
    zlib.inflateRaw(source.subarray(from), inflateOptions(destination.length), (error, result) => {
      try {
        if (error) throw asCorruptData(error, source, destination);
        resolve(placeInflated(result, from, destination));
      } catch (problem) {
        reject(problem);
      }
    });
  });
}

let decompressor: boolean | undefined;

/** Browsers got `deflate-raw` later than the rest. */
function hasDecompressor(): boolean {
  if (decompressor === undefined) {
    try {
      new DecompressionStream("deflate-raw");
      decompressor = true;
    } catch {
      decompressor = false;
    }
  }
  return decompressor;
}

/** Answers the decoded length, or `undefined` as soon as it is more than `destination` holds; rejects on damage. */
async function decompress(body: Uint8Array, destination: Uint8Array): Promise<number | undefined> {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  // Web streams refuse shared memory.
  const unshared = body.buffer instanceof ArrayBuffer ? (body as Uint8Array<ArrayBuffer>) : Uint8Array.from(body);
  const written = Promise.all([writer.write(unshared), writer.close()]);
  // The reader meets the same error; this only keeps it from being reported as unhandled.
  written.catch(() => {});
  const reader = readable.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (value.length > destination.length - length) {
      await reader.cancel();
      return undefined;
    }
    destination.set(value, length);
    length += value.length;
  }
  await written;
  return length;
}
