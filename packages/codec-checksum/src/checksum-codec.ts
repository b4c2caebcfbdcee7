import { type Bytes, type BytesToBytes, type CodecModule, checkDecodedLength, codecFailed } from "@zarrkit/plugin-api";
import { type ChecksumLocation, type LocationConfiguration, parseLocation } from "./config.js";

const checksumLength = 4;

/** The module of a codec whose only choice is on which side of the data its checksum lies. */
export function locatedChecksum(
  name: string,
  sum: (data: Bytes) => number,
  fallback: ChecksumLocation,
): CodecModule<LocationConfiguration, "bytes-bytes"> {
  return {
    parse: (configuration, origin) => parseLocation(configuration, origin, fallback),
    toConfiguration: ({ location }) => ({ location }),
    bind: ({ location }) => checksumCodec(name, sum, location),
  };
}

/**
 * A bound codec that lays a 32-bit sum of the data, little-endian, before or after it, and verifies it at every decode.
 * There is no partial decode: a part alone cannot be verified.
 */
export function checksumCodec(name: string, sum: (data: Bytes) => number, location: ChecksumLocation): BytesToBytes {
  return {
    result: "source",
    encodedSize: (decoded) =>
      "exact" in decoded ? { exact: decoded.exact + checksumLength } : { atMost: decoded.atMost + checksumLength },

    encode(source) {
      const encoded = new Uint8Array(source.length + checksumLength);
      const [data, checksum] = split(encoded, location);
      data.set(source);
      wordOf(checksum).setUint32(0, sum(source), true);
      return encoded;
    },

    decode(source, size, out) {
      if (source.length < checksumLength) throw codecFailed(name, `${source.length} bytes cannot hold a checksum of 4`);
      const [data, checksum] = split(source, location);
      checkDecodedLength(name, data.length, size);
      const stored = wordOf(checksum).getUint32(0, true);
      const computed = sum(data);
      if (stored !== computed) {
        const sums = `is ${hexadecimal(stored)}, but these ${data.length} bytes give ${hexadecimal(computed)}`;
        throw codecFailed(name, `the stored checksum ${sums}`);
      }
      if (out === undefined) return data;
      out.set(data);
      return out;
    },
  };
}

function split(encoded: Bytes, location: ChecksumLocation): [data: Bytes, checksum: Bytes] {
  const end = encoded.length - checksumLength;
  return location === "start"
    ? [encoded.subarray(checksumLength), encoded.subarray(0, checksumLength)]
    : [encoded.subarray(0, end), encoded.subarray(end)];
}

function wordOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, checksumLength);
}

function hexadecimal(sum: number): string {
  return `0x${sum.toString(16).padStart(8, "0")}`;
}
