import { decodeBloscLz } from "@zarrkit/engines/blosclz";
import { decodeLz4 } from "@zarrkit/engines/lz4";
import { decodeSnappy } from "@zarrkit/engines/snappy";
import { decodeZlib } from "@zarrkit/engines/zlib";
import { loadZstdDecode, zstdFrames } from "@zarrkit/engines/zstd";
import {
  type Bytes,
  type BytesSpec,
  type BytesToBytes,
  mostBytes,
  type Origin,
  type Size,
  type SyncBytes,
} from "@zarrkit/plugin-api";
import { encodeAtOnce, encodeAwaited, isAwaited } from "./compressor.js";
import { type BloscConfig, isNumcodecs, resolveShuffle, shuffleNumber } from "./config.js";
import { type BloscPart, decodeBlosc, decodeBloscPart, type StreamDecode, type StreamDecoders } from "./decode.js";
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

export async function bind(config: BloscConfig, spec: BytesSpec): Promise<BytesToBytes> {
  const typesize = typesizeOf(config, spec);
  const encoder: Encoder = { ...config, typesize, shuffle: resolveShuffle(config.shuffle, typesize) };
  const decoders = { ...streamDecoders, zstd: config.cname === "zstd" ? await loadZstd() : undefined };
  const decode: SyncBytes["decode"] = (source, size, out) => decodeBlosc(source, size, out, decoders);
  const shared = {
    encodedSize: (decoded: Size) => ({ atMost: headerLength + mostBytes(decoded) }),
    decode,
    decodePart: (source: Bytes, part: BloscPart, out?: Bytes) => decodeBloscPart(source, part, out, decoders),
  };
  if (isAwaited(config.cname)) {
    return {
      ...shared,
      asyncFrom: Number.POSITIVE_INFINITY,
      async decodeAsync(source, size, signal) {
        signal?.throwIfAborted();
        return decode(source, size);
      },
      encodeAsync: (source, signal) => encodeAwaited(source, encoder, signal),
    };
  }
  return { ...shared, encode: (source) => encodeAtOnce(source, encoder) };
}

const streamDecoders: StreamDecoders = {
  blosclz: decodeBloscLz,
  lz4: decodeLz4,
  snappy: decodeSnappy,
  zlib: decodeZlib,
  zstd: undefined,
};

async function loadZstd(): Promise<StreamDecode> {
  const decode = await loadZstdDecode();
  return (source, destination) => decode(source, zstdFrames(source), destination);
}

function typesizeOf(config: BloscConfig, spec: BytesSpec): number {
  const typesize = config.typesize ?? spec.elementSize;
  return typesize > mostTypesize ? 1 : typesize;
}
