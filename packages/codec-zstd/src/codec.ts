import { CorruptData } from "@zarrkit/engines/corrupt-data";
import {
  EncoderMissing,
  encodeZstdNode,
  encodeZstdScript,
  leastScriptLevel,
  loadZstdEncoder,
  loadZstdRoad,
  type ZstdFrame,
  type ZstdRoad,
  zstdFrames,
} from "@zarrkit/engines/zstd";
import {
  type Bytes,
  type BytesSpec,
  type BytesToBytes,
  checkDecodedLength,
  codecFailed,
  mostBytes,
  type Size,
  type Tools,
  ZarrError,
} from "@zarrkit/plugin-api";
import type { ZstdConfig } from "./config.js";

export { parse } from "./config.js";

const name = "zstd";

export function toConfiguration({ level, checksum }: ZstdConfig) {
  refuseUnwritable(level);
  return checksum ? { level, checksum } : { level };
}

export async function bind({ level, checksum }: ZstdConfig, _?: BytesSpec, tools?: Tools): Promise<BytesToBytes> {
  const road = await loadZstdRoad();
  if (tools?.creates && encodeZstdNode === undefined) await loadZstdEncoder().catch(refuseToWrite);
  const shared = {
    // ZSTD_compressBound: one 256th more, and a little for what is shorter than a block.
    encodedSize: (decoded: Size) => ({ atMost: mostBytes(decoded) + (mostBytes(decoded) >>> 8) + 128 }),
    decode: (source: Bytes, size: Size, out?: Bytes) => decode(road, source, size, out),
    result: "borrowed" as const,
  };
  if (encodeZstdNode) return { ...shared, encode: (source) => encodeZstdNode!(source, level, checksum) };
  return {
    ...shared,
    asyncFrom: Number.POSITIVE_INFINITY,
    async decodeAsync(source, size, signal) {
      signal?.throwIfAborted();
      // What is borrowed does not outlive an await.
      return shared.decode(source, size).slice();
    },
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      refuseUnwritable(level);
      return encodeZstdScript(source, level, checksum).catch(refuseToWrite);
    },
  };
}

function decode(road: ZstdRoad, source: Bytes, size: Size, out?: Bytes): Bytes {
  try {
    const frames = zstdFrames(source);
    checkClaims(frames, size);
    if (out !== undefined) {
      const length = road.decode(source, frames, out);
      checkDecodedLength(name, length, size);
      return length === out.length ? out : out.subarray(0, length);
    }
    const most = frames.reduce((sum, { mostContent }) => sum + mostContent, 0);
    const decoded = road.lend(source, frames, "exact" in size ? size.exact : Math.min(size.atMost, most));
    checkDecodedLength(name, decoded.length, size);
    return decoded;
  } catch (error) {
    if (error instanceof CorruptData) throw codecFailed(name, error.message, error);
    if (error instanceof RangeError)
      throw new ZarrError("unsupported", `zstd: ${error.message}`, { fields: { codec: name }, cause: error });
    throw error;
  }
}

/** Compares what the headers say with what may come out, before anything is allocated. */
function checkClaims(frames: readonly ZstdFrame[], size: Size): void {
  let stated = 0;
  let complete = true;
  let most = 0;
  for (const { contentSize, mostContent } of frames) {
    stated += contentSize ?? 0;
    complete &&= contentSize !== undefined;
    most += mostContent;
  }
  if (complete || stated > mostBytes(size)) checkDecodedLength(name, stated, size);
  if ("exact" in size && most < size.exact) checkDecodedLength(name, most, size);
}

function refuseToWrite(error: unknown): never {
  if (!(error instanceof EncoderMissing)) throw error;
  throw new ZarrError("unsupported", `zstd: nothing can be written: ${error.message}.`, {
    fields: { codec: name },
    cause: error,
  });
}

/** Node's zstd has every level, the WebAssembly encoder none below 0. */
function refuseUnwritable(level: number): void {
  if (encodeZstdNode !== undefined || level >= leastScriptLevel) return;
  throw new ZarrError(
    "unsupported",
    `zstd: level ${level} is written only where the platform has a zstd of its own (Node from 22.15): choose a level from ${leastScriptLevel} to 22.`,
    { fields: { codec: name, level } },
  );
}
