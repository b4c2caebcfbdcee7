import { bitUnshuffle, unshuffle } from "@zarrkit/engines/shuffle";
import { type Bytes, checkDecodedLength, codecFailed, type Size } from "@zarrkit/plugin-api";
import { type BloscHeader, formats, headerLength, readHeader } from "./header.js";
import { splitsOf } from "./split.js";

/** Decodes one stream into exactly that memory; answers the bytes it gave, throws `CorruptData`. */
export type StreamDecode = (source: Uint8Array, destination: Uint8Array) => number;
export type StreamDecoders = Readonly<Record<(typeof formats)[number], StreamDecode | undefined>>;

export function decodeBlosc(source: Bytes, size: Size, out: Bytes | undefined, decoders: StreamDecoders): Bytes {
  const header = readHeader(source);
  checkDecodedLength("blosc", header.length, size);
  const destination = out ?? new Uint8Array(header.length);
  new BlockReader(source, header, decoders).read(0, destination);
  return destination;
}

/** Bytes of the decoded form. */
export interface BloscPart {
  readonly offset: number;
  readonly length: number;
}

export function decodeBloscPart(
  source: Bytes,
  part: BloscPart,
  out: Bytes | undefined,
  decoders: StreamDecoders,
): Bytes {
  const header = readHeader(source);
  if (part.offset + part.length > header.length) {
    throw codecFailed(
      "blosc",
      `the value holds ${header.length} bytes, bytes ${part.offset} to ${part.offset + part.length} are wanted`,
    );
  }
  const destination = out ?? new Uint8Array(part.length);
  new BlockReader(source, header, decoders).read(part.offset, destination);
  return destination;
}

/** Decodes the blocks of one chunk. */
class BlockReader {
  readonly #source: Bytes;
  readonly #view: DataView;
  readonly #header: BloscHeader;
  readonly #decode: StreamDecode;
  /** Encoded bytes read so far: blocks that share theirs could make the work unbounded. */
  #read = 0;
  /** A shuffled block before it is put in order, and a block of which only a part is wanted. */
  #shuffled: Bytes | undefined;
  #partial: Bytes | undefined;

  constructor(source: Bytes, header: BloscHeader, decoders: StreamDecoders) {
    this.#source = source;
    this.#header = header;
    this.#view = new DataView(source.buffer, source.byteOffset, source.length);
    this.#decode = header.stored ? () => 0 : streamDecode(header, decoders);
  }

  /** Fills `destination` with the decoded bytes from `offset` on; the caller has checked that there are as many. */
  read(offset: number, destination: Bytes): void {
    const { stored, blockLength, length } = this.#header;
    if (stored) {
      const start = headerLength + offset;
      destination.set(this.#source.subarray(start, start + destination.length));
      return;
    }
    const end = offset + destination.length;
    for (let block = Math.floor(offset / blockLength); block * blockLength < end; block++) {
      const start = block * blockLength;
      const stop = Math.min(start + blockLength, length);
      if (start >= offset && stop <= end) {
        this.#decodeBlock(block, destination.subarray(start - offset, stop - offset));
        continue;
      }
      this.#partial ??= new Uint8Array(Math.min(blockLength, length));
      const whole = this.#partial.subarray(0, stop - start);
      this.#decodeBlock(block, whole);
      const from = Math.max(start, offset);
      destination.set(whole.subarray(from - start, Math.min(stop, end) - start), from - offset);
    }
  }

  #decodeBlock(block: number, destination: Bytes): void {
    const { byteShuffle, bitShuffle, typesize } = this.#header;
    if (!byteShuffle && !bitShuffle) {
      this.#decodeStreams(block, destination);
      return;
    }
    this.#shuffled ??= new Uint8Array(Math.min(this.#header.blockLength, this.#header.length));
    const shuffled = this.#shuffled.subarray(0, destination.length);
    this.#decodeStreams(block, shuffled);
    if (byteShuffle) unshuffle(shuffled, destination, typesize);
    else bitUnshuffle(shuffled, destination, typesize);
  }

  /** A block is one stream, or one per byte of an element; each is preceded by its encoded length. */
  #decodeStreams(block: number, destination: Bytes): void {
    const { whole, typesize, blockLength, blocks } = this.#header;
    const full = destination.length === blockLength;
    const splits = whole || !full ? 1 : splitsOf(typesize, blockLength);
    const streamLength = destination.length / splits;
    if (!Number.isInteger(streamLength)) {
      throw codecFailed("blosc", `blocks of ${blockLength} bytes cannot be cut into ${splits} streams of one length`);
    }
    let at = this.#view.getUint32(headerLength + 4 * block, true);
    for (let split = 0; split < splits; split++) {
      if (at > this.#source.length - 4) throw this.#outside(block, at);
      const encodedLength = this.#view.getUint32(at, true);
      at += 4;
      if (encodedLength > this.#source.length - at) throw this.#outside(block, at);
      this.#read += 4 + encodedLength;
      if (this.#read > this.#source.length - headerLength - 4 * blocks)
        throw codecFailed("blosc", `block ${block} overlaps another`);
      const encoded = this.#source.subarray(at, at + encodedLength);
      const stream = destination.subarray(split * streamLength, (split + 1) * streamLength);
      at += encodedLength;
      if (encodedLength === streamLength) stream.set(encoded);
      else this.#decodeStream(block, encoded, stream);
    }
  }

  #decodeStream(block: number, encoded: Bytes, stream: Bytes): void {
    let length: number;
    try {
      length = this.#decode(encoded, stream);
    } catch (error) {
      throw codecFailed("blosc", `block ${block}: ${(error as Error).message}`, error);
    }
    if (length !== stream.length) {
      throw codecFailed("blosc", `block ${block}: a stream gives ${length} bytes where ${stream.length} are expected`);
    }
  }

  #outside(block: number, at: number) {
    return codecFailed(
      "blosc",
      `block ${block} reaches to byte ${at} and beyond, outside the ${this.#source.length} there are`,
    );
  }
}

function streamDecode({ format }: BloscHeader, decoders: StreamDecoders): StreamDecode {
  const name = formats[format];
  if (name === undefined)
    throw codecFailed("blosc", `the header names compressor format ${format}, which does not exist`);
  const decode = decoders[name];
  if (decode === undefined) {
    throw codecFailed(
      "blosc",
      `the chunk is compressed with ${name}, whose engine is loaded only where the metadata's cname says so`,
    );
  }
  return decode;
}
