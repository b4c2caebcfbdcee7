import { decodeBz2, encodeBz2 } from "@zarrkit/engines/bz2";
import { decodeFitting } from "@zarrkit/engines/fitting";
import {
  type Bytes,
  type BytesToBytes,
  checkDecodedLength,
  codecFailed,
  mostBytes,
  type Size,
} from "@zarrkit/plugin-api";
import type { Bz2Config } from "./config.js";

export { parse } from "./config.js";

const name = "bz2";
/** A block of 900 kB that is one run of runs takes about forty bytes and gives 46 MB. */
const mostExpansion = 2 ** 21;

export const toConfiguration = ({ level }: Bz2Config) => ({ level });

export function bind({ level }: Bz2Config): BytesToBytes {
  return {
    // What bzip2's own documentation asks for: one hundredth more, and 600 bytes.
    encodedSize: (decoded) => ({ atMost: Math.ceil(mostBytes(decoded) * 1.01) + 600 }),
    decode,
    encode: (source) => encodeBz2(source, level),
  };
}

function decode(source: Bytes, size: Size, out?: Bytes): Bytes {
  let decoded: Bytes;
  try {
    decoded = decodeFitting(decodeBz2, source, size, mostExpansion, out);
  } catch (error) {
    throw codecFailed(name, (error as Error).message, error);
  }
  checkDecodedLength(name, decoded.length, size);
  return decoded;
}
