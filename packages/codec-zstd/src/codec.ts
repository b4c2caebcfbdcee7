import { CorruptData } from "@zarrkit/engines/corrupt-data";
import {
  encodeZstdNode,
  encodeZstdScript,
  leastScriptLevel,
  loadZstdDecode,
  type ZstdDecode,
  type ZstdFrame,
  zstdFrames,
} from "@zarrkit/engines/zstd";
import {
  type Bytes,
  type BytesToBytes,
  checkDecodedLength,
  codecFailed,
  mostBytes,
  type Size,
  ZarrError,
} from "@zarrkit/plugin-api";
import type { ZstdConfig } from "./config.js";

export { parse } from "./config.js";

const name = "zstd";

export function toConfiguration({ level, checksum }: ZstdConfig) {
  refuseUnwritable(level);
  return checksum ? { level, checksum } : { level };
}

export async function bind({ level, checksum }: ZstdConfig): Promise<BytesToBytes> {
  const engine = await loadZstdDecode();
  const shared = {
    // ZSTD_compressBound: one 256th more, and a little for what is shorter than a block.
    encodedSize: (decoded: Size) => ({ atMost: mostBytes(decoded) + (mostBytes(decoded) >>> 8) + 128 }),
    decode: (source: Bytes, size: Size, out?: Bytes) => decode(engine, source, size, out),
  };
  if (encodeZstdNode) return { ...shared, encode: (source) => encodeZstdNode!(source, level, checksum) };
  return {
    ...shared,
    asyncFrom: Number.POSITIVE_INFINITY,
    async decodeAsync(source, size, signal) {
      signal?.throwIfAborted();
      return shared.decode(source, size);
    },
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      refuseUnwritable(level);
      return encodeZstdScript(source, level, checksum);
    },
  };
}

function decode(engine: ZstdDecode, source: Bytes, size: Size, out?: Bytes): Bytes {
  try {
    const frames = zstdFrames(source);
    checkClaims(frames, size);
    const most = frames.reduce((sum, { mostContent }) => sum + mostContent, 0);
    const destination = out ?? new Uint8Array("exact" in size ? size.exact : Math.min(size.atMost, most));
    const length = engine(source, frames, destination);
    checkDecodedLength(name, length, size);
    return length === destination.length ? destination : destination.slice(0, length);
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

/** Node's zstd has every level, the WebAssembly encoder none below 0. */
function refuseUnwritable(level: number): void {
  if (encodeZstdNode !== undefined || level >= leastScriptLevel) return;
  throw new ZarrError(
    "unsupported",
    `zstd: level ${level} is written only where the platform has a zstd of its own (Node from 22.15): choose a level from ${leastScriptLevel} to 22.`,
    { fields: { codec: name, level } },
  );
}
