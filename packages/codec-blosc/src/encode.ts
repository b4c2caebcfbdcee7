import { bitShuffle, shuffle } from "@zarrkit/engines/shuffle";
import { type Bytes, ZarrError } from "@zarrkit/plugin-api";
import { blockLengthFor } from "./block-length.js";
import type { BloscConfig, Shuffle } from "./config.js";
import { flags, formats, formatVersion, headerLength } from "./header.js";
import { leastLength, splitsOf } from "./split.js";

/** How a chunk is written; `typesize` is 1 to 255. */
export interface Encoder {
  readonly cname: BloscConfig["cname"];
  readonly clevel: number;
  readonly blocksize: number;
  readonly shuffle: Shuffle;
  readonly typesize: number;
}

/** BLOSC_MAX_BUFFERSIZE of c-blosc: what its readers take. */
const mostLength = 2 ** 31 - 1 - headerLength;
/** Byte 1: the version of the compressor's format, 1 for all of them. */
const streamVersion = 1;

/**
 * Encodes a chunk stream by stream: yields each stream and wants it back encoded, or `undefined` where that is not
 * smaller. So one writer serves compressors that answer at once and those that must be awaited. A yielded stream is valid
 * until the next one; a chunk that gets no smaller is stored.
 */
export function* encodeChunk(source: Bytes, encoder: Encoder): Generator<Bytes, Bytes, Bytes | undefined> {
  const { length } = source;
  if (length > mostLength) {
    throw new ZarrError(
      "unsupported",
      `blosc: a chunk of ${length} bytes is more than Blosc's limit of ${mostLength}: make the chunks smaller.`,
      { fields: { codec: "blosc" } },
    );
  }
  const { typesize } = encoder;
  // Cutting into byte planes is of use only where a shuffle has laid them apart; zstd does better with the whole.
  const split = encoder.shuffle !== "noshuffle" && encoder.cname !== "zstd";
  const blockLength = blockLengthFor(length, encoder, split);
  const encoded = new Uint8Array(headerLength + length);
  const view = new DataView(encoded.buffer);
  if (encoder.clevel === 0 || length < leastLength) return stored(source, encoder, encoded);

  const blocks = Math.ceil(length / blockLength);
  const shuffled = new Uint8Array(encoder.shuffle === "noshuffle" ? 0 : blockLength);
  let at = headerLength + 4 * blocks;
  if (at > encoded.length) return stored(source, encoder, encoded);
  for (let block = 0; block < blocks; block++) {
    const plain = source.subarray(block * blockLength, (block + 1) * blockLength);
    const filtered = filter(plain, shuffled.subarray(0, plain.length), encoder);
    const splits = split && plain.length === blockLength ? splitsOf(typesize, blockLength) : 1;
    const streamLength = plain.length / splits;
    view.setUint32(headerLength + 4 * block, at, true);
    for (let start = 0; start < plain.length; start += streamLength) {
      const stream = filtered.subarray(start, start + streamLength);
      // A stream of the decoded length is taken for a stored one, so an encoded one must be shorter.
      const compressed = yield stream;
      const kept = compressed !== undefined && compressed.length < streamLength ? compressed : stream;
      if (at + 4 + kept.length > encoded.length) return stored(source, encoder, encoded);
      view.setUint32(at, kept.length, true);
      encoded.set(kept, at + 4);
      at += 4 + kept.length;
    }
  }
  writeHeader(view, encoder, { bits: split ? 0 : flags.whole, length, blockLength, encodedLength: at });
  return encoded.slice(0, at);
}

function filter(plain: Bytes, shuffled: Bytes, encoder: Encoder): Bytes {
  if (encoder.shuffle === "bitshuffle") bitShuffle(plain, shuffled, encoder.typesize);
  else if (encoder.shuffle === "shuffle" && encoder.typesize > 1) shuffle(plain, shuffled, encoder.typesize);
  else return plain;
  return shuffled;
}

function stored(source: Bytes, encoder: Encoder, encoded: Uint8Array<ArrayBuffer>): Bytes {
  const { length } = source;
  encoded.set(source, headerLength);
  writeHeader(new DataView(encoded.buffer), encoder, {
    bits: flags.stored,
    length,
    // c-blosc refuses blocks that are longer than the chunk, and blocks of nothing.
    blockLength: Math.max(1, length),
    encodedLength: encoded.length,
  });
  return encoded;
}

interface Written {
  readonly bits: number;
  readonly length: number;
  readonly blockLength: number;
  readonly encodedLength: number;
}

function writeHeader(view: DataView, { cname, shuffle: mode, typesize }: Encoder, written: Written): void {
  const shuffles = { noshuffle: 0, shuffle: flags.byteShuffle, bitshuffle: flags.bitShuffle };
  const format = (formats as readonly string[]).indexOf(cname === "lz4hc" ? "lz4" : cname);
  view.setUint8(0, formatVersion);
  view.setUint8(1, streamVersion);
  view.setUint8(2, (format << 5) | shuffles[mode] | written.bits);
  view.setUint8(3, typesize);
  view.setUint32(4, written.length, true);
  view.setUint32(8, written.blockLength, true);
  view.setUint32(12, written.encodedLength, true);
}
