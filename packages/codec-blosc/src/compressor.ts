import { encodeBloscLz } from "@zarrkit/engines/blosclz";
import { encodeLz4High, type Lz4 } from "@zarrkit/engines/lz4";
import { enter, leave, Reach, workArea } from "@zarrkit/engines/memory";
import type { Shuffles } from "@zarrkit/engines/shuffle";
import { encodeSnappy } from "@zarrkit/engines/snappy";
import { encodeZlib } from "@zarrkit/engines/zlib";
import type { ZstdEncode } from "@zarrkit/engines/zstd-encode-road";
import type { Bytes } from "@zarrkit/plugin-api";
import { type Compressor, type Encoder, encodeChunk, type Stream } from "./encode.js";

export interface EncodeEngines {
  readonly lz4: Lz4;
  readonly shuffles: Shuffles;
  /** Where streams are zstd's. */
  readonly encodeZstd?: ZstdEncode;
}

/** zstd's levels for Blosc's 1 to 9, as c-blosc chooses them, so that a level means the same effort everywhere. */
const zstdLevels = [1, 1, 3, 5, 7, 9, 11, 13, 20, 22];

export function encodeBlosc(source: Bytes, encoder: Encoder, engines: EncodeEngines): Bytes {
  const compress = compressorFor(encoder, engines);
  const mark = enter(source);
  try {
    return encodeChunk(source, encoder, { shuffles: engines.shuffles, area: workArea, compress });
  } finally {
    leave(mark);
  }
}

function compressorFor({ cname, clevel }: Encoder, { lz4, encodeZstd }: EncodeEngines): Compressor {
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
      return (stream) => placed(stream, (bytes) => encodeZlib(bytes, clevel));
    case "zstd":
      return (stream) => placed(stream, (bytes) => encodeZstd!(bytes, zstdLevels[clevel]!, false));
  }
}

function placed({ bytes, room }: Stream, encode: (bytes: Bytes) => Bytes): number {
  // The memory may grow while an engine encodes, and views of it be lost.
  const place = new Reach(room);
  const encoded = encode(bytes);
  if (encoded.length > place.bytes.length) return 0;
  place.bytes.set(encoded);
  return encoded.length;
}
