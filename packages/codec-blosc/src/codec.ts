import { decodeBloscLz } from "@zarrkit/engines/blosclz";
import { loadLz4 } from "@zarrkit/engines/lz4";
import { loadShuffles } from "@zarrkit/engines/shuffle";
import { decodeSnappy } from "@zarrkit/engines/snappy";
import { decodeZlib } from "@zarrkit/engines/zlib";
import { loadZstdDecode, zstdFrames } from "@zarrkit/engines/zstd";
import { type BytesSpec, type BytesToBytes, mostBytes, type Origin } from "@zarrkit/plugin-api";
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

export async function bind(config: BloscConfig, spec: BytesSpec): Promise<BytesToBytes> {
  const typesize = typesizeOf(config, spec);
  const encoder: Encoder = { ...config, typesize, shuffle: resolveShuffle(config.shuffle, typesize) };
  const engines = await loadEngines(config.cname);
  return {
    encodedSize: (decoded) => ({ atMost: headerLength + mostBytes(decoded) }),
    result: "borrowed",
    decode: (source, size, out) => decodeBlosc(source, size, out, engines),
    decodePart: (source, part: BloscPart, out) => decodeBloscPart(source, part, out, engines),
    encode: (source) => encodeBlosc(source, encoder, engines),
  };
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
