import { encodeBloscLz } from "@zarrkit/engines/blosclz";
import { encodeLz4High, type Lz4 } from "@zarrkit/engines/lz4";
import { enter, leave, Reach, workArea } from "@zarrkit/engines/memory";
import type { Shuffles } from "@zarrkit/engines/shuffle";
import { encodeSnappy } from "@zarrkit/engines/snappy";
import { encodeZlib } from "@zarrkit/engines/zlib";
import { EncoderMissing, encodeZstdNode, encodeZstdScript, loadZstdEncoder } from "@zarrkit/engines/zstd";
import { type Bytes, ZarrError } from "@zarrkit/plugin-api";
import { type Encoder, encodeChunk, type Stream } from "./encode.js";
import type { BloscCompressor } from "./index.js";

/** Encodes one stream; answers how many bytes of its room it takes, 0 when it does not fit. */
type Compressor = (stream: Stream) => number;

export interface EncodeEngines {
  readonly lz4: Lz4;
  readonly shuffles: Shuffles;
}

/** zstd's levels for Blosc's 1 to 9, as c-blosc chooses them, so that a level means the same effort everywhere. */
const zstdLevels = [1, 1, 3, 5, 7, 9, 11, 13, 20, 22];

export function encodeAtOnce(source: Bytes, encoder: Encoder, engines: EncodeEngines): Bytes {
  const encode = compressorFor(encoder, engines);
  const mark = enter(source);
  try {
    const chunk = encodeChunk(source, encoder, { shuffles: engines.shuffles, area: workArea });
    let step = chunk.next();
    while (!step.done) step = chunk.next(encode(step.value));
    return step.value;
  } finally {
    leave(mark);
  }
}

/** Whether the compressor must be awaited: zstd, where the platform has none of its own. */
export function isAwaited(cname: BloscCompressor): boolean {
  return cname === "zstd" && encodeZstdNode === undefined;
}

/** Refuses to write where the encoder that must be awaited cannot be loaded. */
export async function requireAwaited(): Promise<void> {
  await loadZstdEncoder().catch(refuseToWrite);
}

function refuseToWrite(error: unknown): never {
  if (!(error instanceof EncoderMissing)) throw error;
  throw new ZarrError("unsupported", `blosc: nothing can be written with cname zstd: ${error.message}.`, {
    fields: { codec: "blosc" },
    cause: error,
  });
}

export async function encodeAwaited(
  source: Bytes,
  encoder: Encoder,
  { shuffles }: EncodeEngines,
  signal?: AbortSignal,
): Promise<Bytes> {
  const level = zstdLevels[encoder.clevel]!;
  // The engines' memory is others' while this waits.
  const area = (length: number) => new Reach(new Uint8Array(length));
  const chunk = encodeChunk(source, encoder, { shuffles, area });
  let step = chunk.next();
  signal?.throwIfAborted();
  while (!step.done) {
    const stream = step.value;
    const encoded = await encodeZstdScript(stream.bytes, level, false).catch(refuseToWrite);
    signal?.throwIfAborted();
    step = chunk.next(placed(encoded, stream));
  }
  return step.value;
}

function compressorFor({ cname, clevel }: Encoder, { lz4 }: EncodeEngines): Compressor {
  switch (cname) {
    case "lz4":
      // c-blosc's choice: level 9 is LZ4's own default, each level below makes it one step faster.
      return ({ bytes, room }) => lz4.encode(bytes, room, 10 - clevel);
    case "lz4hc":
      return ({ bytes, room }) => encodeLz4High(bytes, room, clevel);
    case "blosclz":
      return ({ bytes, room }) => encodeBloscLz(bytes, room);
    case "snappy":
      return ({ bytes, room }) => encodeSnappy(bytes, room);
    case "zlib":
      return (stream) => placed(encodeZlib(stream.bytes, clevel), stream);
    case "zstd":
      return (stream) => placed(encodeZstdNode!(stream.bytes, zstdLevels[clevel]!, false), stream);
  }
}

function placed(encoded: Uint8Array, { room }: Stream): number {
  if (encoded.length > room.length) return 0;
  room.set(encoded);
  return encoded.length;
}
