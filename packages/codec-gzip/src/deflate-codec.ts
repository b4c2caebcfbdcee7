import { DestinationFull } from "@zarrkit/engines/corrupt-data";
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
  decode(source: Bytes, destination: Bytes): number;
  decodeAsync(source: Bytes, destination: Bytes): Promise<number>;
  encode(source: Bytes, level: number): Bytes;
}

/** zlib's own default. */
const defaultLevel = 6;
/** From here the asynchronous mode gains more than its detour costs (measured in Node and Chromium). */
const asyncFrom = 64 * 1024;
/** A match of 258 bytes takes two bits at least, so nothing decodes to more. */
const mostExpansion = 1032;

export function deflateCodec(container: Container): CodecModule<LevelConfig, "bytes-bytes"> {
  return {
    parse,
    toConfiguration: ({ level }, target) => ({ level: level < 0 && !isNumcodecs(target) ? defaultLevel : level }),
    bind: ({ level }) => bind(container, level < 0 ? defaultLevel : level),
  };
}

function bind({ name, decode, decodeAsync, encode }: Container, level: number): BytesToBytes {
  return {
    // Stored blocks add 5 bytes to at least 8 KiB each; the rest is room for headers that carry names.
    encodedSize: (decoded) => ({ atMost: mostBytes(decoded) + (mostBytes(decoded) >>> 10) + 256 }),
    encode: (source) => encode(source, level),

    decode(source, size, out) {
      const capacities = capacitiesFor(source, size);
      for (let i = 0; ; i++) {
        const destination = out ?? new Uint8Array(capacities[i]!);
        try {
          return finished(name, destination, decode(source, destination), size);
        } catch (error) {
          if (!(error instanceof DestinationFull) || i === capacities.length - 1) throw asZarrError(name, error);
        }
      }
    },

    asyncFrom,
    async decodeAsync(source, size, signal) {
      const capacities = capacitiesFor(source, size);
      for (let i = 0; ; i++) {
        signal?.throwIfAborted();
        const destination = new Uint8Array(capacities[i]!);
        try {
          const length = await decodeAsync(source, destination);
          signal?.throwIfAborted();
          return finished(name, destination, length, size);
        } catch (error) {
          signal?.throwIfAborted();
          if (!(error instanceof DestinationFull) || i === capacities.length - 1) throw asZarrError(name, error);
        }
      }
    },
    async encodeAsync(source, signal) {
      signal?.throwIfAborted();
      return encode(source, level);
    },
  };
}

/** How much memory to try: what must come out, or, where only a bound is known, fourfold steps up to it. */
function capacitiesFor(source: Bytes, size: Size): readonly number[] {
  if ("exact" in size) return [size.exact];
  const most = Math.min(size.atMost, source.length * mostExpansion);
  const capacities: number[] = [];
  for (let next = 4 * source.length; next < most; next *= 4) capacities.push(next);
  return [...capacities, most];
}

function finished(name: string, destination: Bytes, length: number, size: Size): Bytes {
  checkDecodedLength(name, length, size);
  return length === destination.length ? destination : destination.slice(0, length);
}

function asZarrError(name: string, error: unknown): unknown {
  return isZarrError(error) ? error : codecFailed(name, (error as Error).message, error);
}
