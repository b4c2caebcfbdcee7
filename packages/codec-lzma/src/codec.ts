import { decodeFitting } from "@zarrkit/engines/fitting";
import {
  checkNumber,
  decodeLzmaAlone,
  decodeLzmaRaw,
  decodeXz,
  encodeLzmaAlone,
  encodeLzmaRaw,
  encodeXz,
} from "@zarrkit/engines/lzma";
import { type Bytes, type BytesToBytes, checkDecodedLength, codecFailed, mostBytes } from "@zarrkit/plugin-api";
import { formats, type LzmaConfig } from "./config.js";

export { parse } from "./config.js";

const name = "lzma";
/** A match of 273 bytes takes about a third of a bit once its probabilities have settled. */
const mostExpansion = 2 ** 14;

export const toConfiguration = ({ format, check, preset, filters }: LzmaConfig) => ({ format, check, preset, filters });

export function bind(config: LzmaConfig): BytesToBytes {
  const { decode, encode } = container(config);
  return {
    // Literals that defy prediction take up to an eighth more; the rest is room for headers and an index.
    encodedSize: (decoded) => ({ atMost: mostBytes(decoded) + (mostBytes(decoded) >>> 3) + 1024 }),
    encode,
    decode(source, size, out) {
      let decoded: Bytes;
      try {
        decoded = decodeFitting(decode, source, size, mostExpansion, out);
      } catch (error) {
        throw codecFailed(name, (error as Error).message, error);
      }
      checkDecodedLength(name, decoded.length, size);
      return decoded;
    },
  };
}

interface Container {
  readonly decode: (source: Bytes, destination: Bytes) => number;
  readonly encode: (source: Bytes) => Bytes;
}

function container({ format, check, chain, effort }: LzmaConfig): Container {
  if (format === formats.alone) return { decode: decodeLzmaAlone, encode: (source) => encodeLzmaAlone(source, effort) };
  if (format === formats.raw) {
    return {
      decode: (source, destination) => decodeLzmaRaw(chain, source, destination),
      encode: (source) => encodeLzmaRaw(chain, source, effort),
    };
  }
  const number = check < 0 ? checkNumber.crc64 : check;
  return { decode: decodeXz, encode: (source) => encodeXz(chain, source, effort, number) };
}
