import { Reach, workArea } from "@zarrkit/engines/memory";
import type { Shuffles } from "@zarrkit/engines/shuffle";
import { type Bytes, codecFailed } from "@zarrkit/plugin-api";
import { BlockOrder } from "./block-order.js";
import { type BloscHeader, formats, headerLength } from "./header.js";
import { readLength } from "./length.js";
import { splitsOf } from "./split.js";

/** Decodes one stream into exactly that memory; answers the bytes it gave, throws `CorruptData`. */
export type StreamDecode = (source: Uint8Array, destination: Uint8Array) => number;
export type StreamDecoders = Readonly<Record<(typeof formats)[number], StreamDecode | undefined>>;

export interface DecodeEngines {
  readonly decoders: StreamDecoders;
  readonly shuffles: Pick<Shuffles, "unshuffle" | "bitUnshuffle">;
}

/** Decodes the blocks of one chunk. Engines may move their memory at each call, so nothing is held but by reach. */
export class BlockReader {
  readonly #source: Reach;
  readonly #header: BloscHeader;
  readonly #engines: DecodeEngines;
  readonly #decode: StreamDecode;
  readonly #order: BlockOrder;
  /** A shuffled block before it is put in order, and a block of which only a part is wanted. */
  #shuffled: Reach | undefined;
  #partial: Reach | undefined;

  constructor(source: Bytes, header: BloscHeader, engines: DecodeEngines) {
    this.#source = new Reach(source);
    this.#header = header;
    this.#engines = engines;
    this.#order = new BlockOrder(source, header.stored ? 0 : header.blocks);
    this.#decode = header.stored ? () => 0 : streamDecode(header, engines.decoders);
  }

  /** Fills `destination` with the decoded bytes from `offset` on; the caller has checked that there are as many. */
  read(offset: number, destination: Bytes): Bytes {
    const { stored, blockLength, length } = this.#header;
    const wanted = new Reach(destination);
    if (stored) {
      const start = headerLength + offset;
      destination.set(this.#source.bytes.subarray(start, start + destination.length));
      return destination;
    }
    const end = offset + destination.length;
    for (let block = Math.floor(offset / blockLength); block * blockLength < end; block++) {
      const start = block * blockLength;
      const stop = Math.min(start + blockLength, length);
      if (start >= offset && stop <= end) {
        this.#decodeBlock(block, wanted, start - offset, stop - start);
        continue;
      }
      this.#partial ??= workArea(Math.min(blockLength, length));
      this.#decodeBlock(block, this.#partial, 0, stop - start);
      const from = Math.max(start, offset);
      const part = this.#partial.bytes.subarray(from - start, Math.min(stop, end) - start);
      wanted.bytes.set(part, from - offset);
    }
    return wanted.bytes;
  }

  #decodeBlock(block: number, destination: Reach, start: number, length: number): void {
    const { byteShuffle, bitShuffle, typesize } = this.#header;
    if (!byteShuffle && !bitShuffle) {
      this.#decodeStreams(block, destination, start, length);
      return;
    }
    this.#shuffled ??= workArea(Math.min(this.#header.blockLength, this.#header.length));
    this.#decodeStreams(block, this.#shuffled, 0, length);
    const { unshuffle, bitUnshuffle } = this.#engines.shuffles;
    const reverse = byteShuffle ? unshuffle : bitUnshuffle;
    reverse(this.#shuffled.bytes.subarray(0, length), destination.bytes.subarray(start, start + length), typesize);
  }

  /** A block is one stream, or one per byte of an element; each is preceded by its encoded length. */
  #decodeStreams(block: number, destination: Reach, start: number, length: number): void {
    const { whole, typesize, blockLength } = this.#header;
    const splits = whole || length < blockLength ? 1 : splitsOf(typesize, blockLength);
    const streamLength = length / splits;
    if (!Number.isInteger(streamLength)) {
      throw codecFailed("blosc", `blocks of ${blockLength} bytes cannot be cut into ${splits} streams of one length`);
    }
    let at = readLength(this.#source.bytes, headerLength + 4 * block);
    const limit = Math.min(this.#order.endOf(this.#source.bytes, block), this.#source.bytes.length);
    for (let split = 0; split < splits; split++) {
      const source = this.#source.bytes;
      if (at > limit - 4) throw this.#outside(block, at, limit);
      const encodedLength = readLength(source, at);
      at += 4;
      if (encodedLength > limit - at) throw this.#outside(block, at, limit);
      const encoded = source.subarray(at, at + encodedLength);
      const first = start + split * streamLength;
      const stream = destination.bytes.subarray(first, first + streamLength);
      at += encodedLength;
      if (encodedLength === streamLength) stream.set(encoded);
      else this.#decodeStream(block, encoded, stream);
    }
  }

  #decodeStream(block: number, encoded: Bytes, stream: Bytes): void {
    const expected = stream.length;
    let length: number;
    try {
      length = this.#decode(encoded, stream);
    } catch (error) {
      throw codecFailed("blosc", `block ${block}: ${(error as Error).message}`, error);
    }
    if (length !== expected) {
      throw codecFailed("blosc", `block ${block}: a stream gives ${length} bytes where ${expected} are expected`);
    }
  }

  #outside(block: number, at: number, limit: number) {
    const { length } = this.#source.bytes;
    const what = limit < length ? `into the block that begins at byte ${limit}` : `outside the ${length} there are`;
    return codecFailed("blosc", `block ${block} reaches to byte ${at} and beyond, ${what}`);
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
