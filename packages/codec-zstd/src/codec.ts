import { CorruptData } from "@zarrkit/engines/corrupt-data";
import { encodeZstd, loadZstdRoad, type ZstdFrame, type ZstdRoad, zstdFrames } from "@zarrkit/engines/zstd";
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
  return checksum ? { level, checksum } : { level };
}

export async function bind({ level, checksum }: ZstdConfig): Promise<BytesToBytes> {
  const road = await loadZstdRoad();
  return {
    // ZSTD_compressBound: one 256th more, and a little for what is shorter than a block.
    encodedSize: (decoded) => ({ atMost: mostBytes(decoded) + (mostBytes(decoded) >>> 8) + 128 }),
    encode: (source) => encodeZstd(source, level, checksum),
    decode: (source, size, out) => decode(road, source, size, out),
    result: "borrowed",
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
