import { borrow, enter, leave, Reach } from "@zarrkit/engines/memory";
import { type Bytes, checkDecodedLength, codecFailed, type Size } from "@zarrkit/plugin-api";
import { BlockReader, type DecodeEngines } from "./block-reader.js";
import { type BloscHeader, readHeader } from "./header.js";

/** Decodes a chunk into `out`, or into memory that is borrowed from the engines. */
export function decodeBlosc(source: Bytes, size: Size, out: Bytes | undefined, engines: DecodeEngines): Bytes {
  const header = readHeader(source);
  checkDecodedLength("blosc", header.length, size);
  return read(source, header, { offset: 0, length: header.length }, out, engines);
}

/** Bytes of the decoded form. */
export interface BloscPart {
  readonly offset: number;
  readonly length: number;
}

export function decodeBloscPart(source: Bytes, part: BloscPart, out: Bytes | undefined, engines: DecodeEngines): Bytes {
  const header = readHeader(source);
  if (part.offset + part.length > header.length) {
    throw codecFailed(
      "blosc",
      `the value holds ${header.length} bytes, bytes ${part.offset} to ${part.offset + part.length} are wanted`,
    );
  }
  return read(source, header, part, out, engines);
}

function read(
  source: Bytes,
  header: BloscHeader,
  part: BloscPart,
  out: Bytes | undefined,
  engines: DecodeEngines,
): Bytes {
  // What lies in the engines' memory moves when that grows, be it for the result.
  const given = new Reach(source);
  const destination = out ?? borrow(part.length, source);
  const mark = enter(given.bytes, destination);
  try {
    return new BlockReader(given.bytes, header, engines).read(part.offset, destination);
  } finally {
    leave(mark);
  }
}
