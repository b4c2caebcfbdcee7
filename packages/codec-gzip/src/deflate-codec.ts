import { decodeFitting, decodeFittingAsync } from "@zarrkit/engines/fitting";
import { type Inflate, type InflateRoad, loadInflate } from "@zarrkit/engines/gzip";
import {
  type Bytes,
  type BytesToBytes,
  type CodecModule,
  checkDecodedLength,
  codecFailed,
  isZarrError,
  mostBytes,
  type Size,
} from "@zarrkit/plugin-api";
import { isNumcodecs, type LevelConfig, parse } from "./config.js";

/** A container around DEFLATE. Decoding answers the bytes written and throws `CorruptData`. */
export interface Container {
  readonly name: string;
  decode(source: Bytes, destination: Bytes, inflate: Inflate): number;
  decodeAsync(source: Bytes, destination: Bytes, inflate: Inflate): Promise<number>;
  encode(source: Bytes, level: number): Bytes;
}

/** zlib's own default. */
const defaultLevel = 6;
/** A match of 258 bytes takes two bits at least, so nothing decodes to more. */
const mostExpansion = 1032;

export function deflateCodec(container: Container): CodecModule<LevelConfig, "bytes-bytes"> {
  return {
    parse,
    toConfiguration: ({ level }, target) => ({ level: level < 0 && !isNumcodecs(target) ? defaultLevel : level }),
    bind: async ({ level }) => bind(container, level < 0 ? defaultLevel : level, await loadInflate()),
  };
}

function bind(
  { name, encode, ...container }: Container,
  level: number,
  { inflate, asyncFrom }: InflateRoad,
): BytesToBytes {
  const decode = (source: Bytes, destination: Bytes) => container.decode(source, destination, inflate);
  const decodeAsync = (source: Bytes, destination: Bytes) => container.decodeAsync(source, destination, inflate);
  return {
    // Stored blocks add 5 bytes to at least 8 KiB each; the rest is room for headers that carry names.
    encodedSize: (decoded) => ({ atMost: mostBytes(decoded) + (mostBytes(decoded) >>> 10) + 256 }),
    encode: (source) => encode(source, level),

    decode(source, size, out) {
      try {
        return checked(name, decodeFitting(decode, source, size, mostExpansion, out), size);
      } catch (error) {
        throw asZarrError(name, error);
      }
    },

    asyncFrom,
    async decodeAsync(source, size, signal) {
      try {
        return checked(name, await decodeFittingAsync(decodeAsync, source, size, mostExpansion, signal), size);
      } catch (error) {
        signal?.throwIfAborted();
        throw asZarrError(name, error);
      }
    },
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      return encode(source, level);
    },
  };
}

function checked(name: string, decoded: Bytes, size: Size): Bytes {
  checkDecodedLength(name, decoded.length, size);
  return decoded;
}

function asZarrError(name: string, error: unknown): unknown {
  return isZarrError(error) ? error : codecFailed(name, (error as Error).message, error);
}
