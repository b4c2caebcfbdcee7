import { encodeBloscLz } from "@zarrkit/engines/blosclz";
import { encodeLz4, encodeLz4High } from "@zarrkit/engines/lz4";
import { encodeSnappy } from "@zarrkit/engines/snappy";
import { encodeZlib } from "@zarrkit/engines/zlib";
import { encodeZstdNode, encodeZstdScript } from "@zarrkit/engines/zstd";
import type { Bytes } from "@zarrkit/plugin-api";
import { type Encoder, encodeChunk } from "./encode.js";
import type { BloscCompressor } from "./index.js";

/** Encodes one stream; `undefined` when that is not smaller. The result is valid until the next call. */
type Compressor = (stream: Bytes) => Bytes | undefined;

/** Compressors that write into memory they are handed and answer the length, 0 when it does not fit. */
const writers = {
  // c-blosc's choice: level 9 is LZ4's own default, each level below makes it one step faster.
  lz4: (source: Bytes, destination: Bytes, clevel: number) => encodeLz4(source, destination, 10 - clevel),
  lz4hc: encodeLz4High,
  blosclz: encodeBloscLz,
  snappy: encodeSnappy,
};

/** zstd's levels for Blosc's 1 to 9, as c-blosc chooses them, so that a level means the same effort everywhere. */
const zstdLevels = [1, 1, 3, 5, 7, 9, 11, 13, 20, 22];

export function encodeAtOnce(source: Bytes, encoder: Encoder): Bytes {
  const encode = compressorFor(encoder);
  const chunk = encodeChunk(source, encoder);
  let step = chunk.next();
  while (!step.done) step = chunk.next(encode(step.value));
  return step.value;
}

/** Whether the compressor must be awaited: zstd, where the platform has none of its own. */
export function isAwaited(cname: BloscCompressor): boolean {
  return cname === "zstd" && encodeZstdNode === undefined;
}

export async function encodeAwaited(source: Bytes, encoder: Encoder, signal?: AbortSignal): Promise<Bytes> {
  const level = zstdLevels[encoder.clevel]!;
  const chunk = encodeChunk(source, encoder);
  let step = chunk.next();
  signal?.throwIfAborted();
  while (!step.done) {
    const stream = await encodeZstdScript(step.value, level, false);
    signal?.throwIfAborted();
    step = chunk.next(stream);
  }
  return step.value;
}

function compressorFor({ cname, clevel }: Encoder): Compressor {
  if (cname === "zlib") return (stream) => encodeZlib(stream, clevel);
  if (cname === "zstd") return (stream) => encodeZstdNode!(stream, zstdLevels[clevel]!, false);
  const encode = writers[cname];
  let scratch = new Uint8Array(0);
  return (stream) => {
    if (scratch.length < stream.length) scratch = new Uint8Array(stream.length);
    const length = encode(stream, scratch.subarray(0, stream.length), clevel);
    return length === 0 ? undefined : scratch.subarray(0, length);
  };
}
