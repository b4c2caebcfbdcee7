import { Reach } from "@zarrkit/engines/memory";
import type { Shuffles } from "@zarrkit/engines/shuffle";
import { type Bytes, ZarrError } from "@zarrkit/plugin-api";
import { blockLengthFor } from "./block-length.js";
import type { BloscConfig, Shuffle } from "./config.js";
import { flags, formats, formatVersion, headerLength } from "./header.js";
import { writeLength } from "./length.js";
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

/** One stream of a chunk, and the memory for its encoded form. Both are valid for one call. */
export interface Stream {
  readonly bytes: Bytes;
  readonly room: Bytes;
}

/** Encodes one stream; answers how many bytes of its room it takes, 0 when it does not fit. */
export type Compressor = (stream: Stream) => number;

export interface ChunkTools {
  readonly shuffles: Pick<Shuffles, "shuffle" | "bitShuffle">;
  /** Memory to work in until the chunk is encoded. */
  readonly area: (length: number) => Reach;
  readonly compress: Compressor;
}

/** Encodes a chunk stream by stream. A chunk that gets no smaller is stored. */
export function encodeChunk(source: Bytes, encoder: Encoder, tools: ChunkTools): Bytes {
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
  const blocks = Math.ceil(length / blockLength);
  let at = headerLength + 4 * blocks;
  if (encoder.clevel === 0 || length < leastLength || at > headerLength + length) return stored(source, encoder);

  const given = new Reach(source);
  const encoded = tools.area(headerLength + length);
  const shuffled = isShuffled(encoder) ? tools.area(blockLength) : undefined;
  for (let block = 0; block < blocks; block++) {
    const start = block * blockLength;
    const stop = Math.min(start + blockLength, length);
    if (shuffled) {
      const shuffle = encoder.shuffle === "shuffle" ? tools.shuffles.shuffle : tools.shuffles.bitShuffle;
      shuffle(given.bytes.subarray(start, stop), shuffled.bytes.subarray(0, stop - start), typesize);
    }
    const splits = split && stop - start === blockLength ? splitsOf(typesize, blockLength) : 1;
    const streamLength = (stop - start) / splits;
    const streams = shuffled ?? given;
    let from = shuffled ? 0 : start;
    writeLength(encoded.bytes, headerLength + 4 * block, at);
    for (let left = splits; left > 0; left--, from += streamLength) {
      const bytes = streams.bytes.subarray(from, from + streamLength);
      // A stream of the decoded length is taken for a stored one, so an encoded one must be shorter.
      const room = encoded.bytes.subarray(at + 4, Math.max(at + 4, at + 3 + streamLength));
      let taken = tools.compress({ bytes, room });
      if (taken === 0) {
        taken = streamLength;
        if (at + 4 + taken > encoded.bytes.length) return stored(given.bytes, encoder);
        encoded.bytes.set(streams.bytes.subarray(from, from + taken), at + 4);
      }
      writeLength(encoded.bytes, at, taken);
      at += 4 + taken;
    }
  }
  writeHeader(encoded.bytes, encoder, { bits: split ? 0 : flags.whole, length, blockLength, encodedLength: at });
  return encoded.bytes.slice(0, at);
}

/** Elements of one byte have nothing to be laid apart but their bits. */
function isShuffled({ shuffle, typesize }: Encoder): boolean {
  return shuffle === "bitshuffle" || (shuffle === "shuffle" && typesize > 1);
}

function stored(source: Bytes, encoder: Encoder): Bytes {
  const { length } = source;
  const encoded = new Uint8Array(headerLength + length);
  encoded.set(source, headerLength);
  writeHeader(encoded, encoder, {
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

function writeHeader(chunk: Bytes, { cname, shuffle: mode, typesize }: Encoder, written: Written): void {
  const shuffles = { noshuffle: 0, shuffle: flags.byteShuffle, bitshuffle: flags.bitShuffle };
  const format = (formats as readonly string[]).indexOf(cname === "lz4hc" ? "lz4" : cname);
  chunk[0] = formatVersion;
  chunk[1] = streamVersion;
  chunk[2] = (format << 5) | shuffles[mode] | written.bits;
  chunk[3] = typesize;
  writeLength(chunk, 4, written.length);
  writeLength(chunk, 8, written.blockLength);
  writeLength(chunk, 12, written.encodedLength);
}
