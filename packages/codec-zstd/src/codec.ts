import { CorruptData } from "@zarrkit/engines/corrupt-data";
import { loadZstdRoad, type ZstdFrame, type ZstdRoad, zstdFrames } from "@zarrkit/engines/zstd";
import type { ZstdEncode } from "@zarrkit/engines/zstd-encode-road";
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
  return checksum ? { level, checksum } : { level };
}

export async function bind(
  { level, checksum }: ZstdConfig,
  _spec?: BytesSpec,
  tools?: Pick<Tools, "creates">,
): Promise<BytesToBytes> {
  const road = await loadZstdRoad();
  if (tools?.creates) await loadEncoder();
  return {
    // ZSTD_compressBound: one 256th more, and a little for what is shorter than a block.
    encodedSize: (decoded) => ({ atMost: mostBytes(decoded) + (mostBytes(decoded) >>> 8) + 128 }),
    decode: (source, size, out) => decode(road, source, size, out),
    result: "borrowed",
    // One bound codec reads and writes: its encoder is loaded by the first chunk that is written, so that writing waits.
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      const encode = await loadEncoder();
      return encode(source, level, checksum);
    },
    asyncFrom: Number.POSITIVE_INFINITY,
    async decodeAsync(source, size, signal) {
      signal?.throwIfAborted();
      // What is lent does not survive the caller's await.
      return new Uint8Array(decode(road, source, size));
    },
  };
}

async function loadEncoder(): Promise<ZstdEncode> {
  const { loadZstdEncode } = await import("@zarrkit/engines/zstd-encode-road");
  return loadZstdEncode();
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
