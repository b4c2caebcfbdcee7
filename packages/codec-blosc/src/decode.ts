import { borrow, enter, leave } from "@zarrkit/engines/memory";
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
  const destination = out ?? borrow(part.length, source);
  const mark = enter(source, destination);
  try {
    return new BlockReader(source, header, engines).read(part.offset, destination);
  } finally {
    leave(mark);
  }
}
