import { decodeBloscLz } from "@zarrkit/engines/blosclz";
import { loadLz4 } from "@zarrkit/engines/lz4";
import { loadShuffles } from "@zarrkit/engines/shuffle";
import { decodeSnappy } from "@zarrkit/engines/snappy";
import { decodeZlib } from "@zarrkit/engines/zlib";
import { loadZstdDecode, zstdFrames } from "@zarrkit/engines/zstd";
import type { ZstdEncode } from "@zarrkit/engines/zstd-encode-road";
import {
  type Bytes,
  type BytesSpec,
  type BytesToBytes,
  mostBytes,
  type Origin,
  type Size,
  type Tools,
} from "@zarrkit/plugin-api";
import type { StreamDecoders } from "./block-reader.js";
import { encodeBlosc } from "./compressor.js";
import { type BloscConfig, isNumcodecs, resolveShuffle, shuffleNumber } from "./config.js";
import { type BloscPart, decodeBlosc, decodeBloscPart } from "./decode.js";
import type { Encoder } from "./encode.js";
import { headerLength } from "./header.js";

export { parse } from "./config.js";

/** What a header's byte can say; longer elements are treated as bytes, as c-blosc does. */
const mostTypesize = 255;

export function toConfiguration(config: BloscConfig, target: Origin, spec: BytesSpec) {
  const { cname, clevel, blocksize } = config;
  if (isNumcodecs(target)) return { cname, clevel, shuffle: shuffleNumber(config.shuffle), blocksize };
  const typesize = typesizeOf(config, spec);
  return { cname, clevel, shuffle: resolveShuffle(config.shuffle, typesize), typesize, blocksize };
}

export async function bind(
  config: BloscConfig,
  spec: BytesSpec,
  tools?: Pick<Tools, "creates">,
): Promise<BytesToBytes> {
  const typesize = typesizeOf(config, spec);
  const encoder: Encoder = { ...config, typesize, shuffle: resolveShuffle(config.shuffle, typesize) };
  const engines = await loadEngines(config.cname);
  const decoding = {
    encodedSize: (decoded: Size) => ({ atMost: headerLength + mostBytes(decoded) }),
    result: "borrowed",
    decode: (source: Bytes, size: Size, out?: Bytes) => decodeBlosc(source, size, out, engines),
    decodePart: (source: Bytes, part: BloscPart, out?: Bytes) => decodeBloscPart(source, part, out, engines),
  } as const;
  if (config.cname !== "zstd") return { ...decoding, encode: (source) => encodeBlosc(source, encoder, engines) };
  if (tools?.creates) await loadZstdEncoder();
  return {
    ...decoding,
    // zstd's encoder is loaded by the first chunk that is written, so that writing waits.
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      return encodeBlosc(source, encoder, { ...engines, encodeZstd: await loadZstdEncoder() });
    },
    asyncFrom: Number.POSITIVE_INFINITY,
    async decodeAsync(source, size, signal) {
      signal?.throwIfAborted();
      // What is lent does not survive the caller's await.
      return new Uint8Array(decodeBlosc(source, size, undefined, engines));
    },
  };
}

async function loadZstdEncoder(): Promise<ZstdEncode> {
  const { loadZstdEncode } = await import("@zarrkit/engines/zstd-encode-road");
  return loadZstdEncode();
}

async function loadEngines(cname: BloscConfig["cname"]) {
  const [lz4, shuffles, zstd] = await Promise.all([
    loadLz4(),
    loadShuffles(),
    cname === "zstd" ? loadZstdDecode() : undefined,
  ]);
  const decoders: StreamDecoders = {
    blosclz: decodeBloscLz,
    lz4: lz4.decode,
    snappy: decodeSnappy,
    zlib: decodeZlib,
    zstd: zstd && ((source, destination) => zstd(source, zstdFrames(source), destination)),
  };
  return { decoders, lz4, shuffles };
}

function typesizeOf(config: BloscConfig, spec: BytesSpec): number {
  const typesize = config.typesize ?? spec.elementSize;
  return typesize > mostTypesize ? 1 : typesize;
}
