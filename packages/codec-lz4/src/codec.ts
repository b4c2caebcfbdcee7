import { type Lz4, loadLz4, lz4Bound } from "@zarrkit/engines/lz4";
import { borrow, Reach } from "@zarrkit/engines/memory";
import {
  type Bytes,
  type BytesToBytes,
  checkDecodedLength,
  codecFailed,
  mostBytes,
  type Size,
  ZarrError,
} from "@zarrkit/plugin-api";
import type { Lz4Config } from "./config.js";

export { parse } from "./config.js";

const name = "lz4";
const headerLength = 4;
/** LZ4_MAX_INPUT_SIZE of liblz4. */
const mostDecoded = 0x7e000000;

export const toConfiguration = ({ acceleration }: Lz4Config) => ({ acceleration });

export async function bind({ acceleration }: Lz4Config): Promise<BytesToBytes> {
  const lz4 = await loadLz4();
  return {
    encodedSize: (decoded) => ({ atMost: headerLength + lz4Bound(mostBytes(decoded)) }),
    result: "borrowed",
    decode: (source, size, out) => decode(lz4, source, size, out),
    encode: (source) => encode(lz4, source, acceleration),
  };
}

function decode(lz4: Lz4, source: Bytes, size: Size, out?: Bytes): Bytes {
  if (source.length < headerLength) {
    throw codecFailed(name, `${source.length} bytes cannot hold the header of ${headerLength}`);
  }
  const length = new DataView(source.buffer, source.byteOffset).getUint32(0, true);
  checkDecodedLength(name, length, size);
  // What lies in the engines' memory moves when that grows, be it for the result.
  const block = new Reach(source.subarray(headerLength));
  const destination = new Reach(out ?? borrow(length, source));
  let decoded: number;
  try {
    decoded = lz4.decode(block.bytes, destination.bytes);
  } catch (error) {
    throw codecFailed(name, (error as Error).message, error);
  }
  if (decoded !== length) throw codecFailed(name, `the header declares ${length} bytes, the block gives ${decoded}`);
  return destination.bytes;
}

function encode(lz4: Lz4, source: Bytes, acceleration: number): Bytes {
  const { length } = source;
  if (length > mostDecoded) {
    throw new ZarrError(
      "unsupported",
      `lz4: a chunk of ${length} bytes is more than LZ4's limit of ${mostDecoded}: make the chunks smaller.`,
      { fields: { codec: name } },
    );
  }
  // Encoded where the engine works, and copied from there once the length is known.
  const given = new Reach(source);
  const room = borrow(headerLength + lz4Bound(length), source);
  const block = new Reach(room.subarray(headerLength));
  const written = lz4.encode(given.bytes, block.bytes, acceleration);
  const encoded = new Uint8Array(headerLength + written);
  new DataView(encoded.buffer).setUint32(0, length, true);
  encoded.set(block.bytes.subarray(0, written), headerLength);
  return encoded;
}
