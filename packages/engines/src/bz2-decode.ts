import { inverseBurrowsWheeler } from "./burrows-wheeler.js";
import { BitReader } from "./bz2-bits.js";
import { readBlockSymbols } from "./bz2-block.js";
import { blockMagic, blockUnit, bz2Checksum, combinedChecksum, endMagic, runLength, signature } from "./bz2-format.js";
import { CorruptData, DestinationFull } from "./corrupt-data.js";
import { requirePadding } from "./padding.js";

/**
 * Decodes one bzip2 stream or several into `destination` and answers how many bytes that gave. The checksums of every
 * block and stream are verified. Throws `CorruptData` when anything is wrong, when more comes out than `destination`
 * holds, or when bytes other than zeros (padding) follow.
 */
export function decodeBz2(source: Uint8Array, destination: Uint8Array): number {
  const decoder = new Decoder(source, destination);
  let at = 0;
  do {
    at = decoder.stream(at);
  } while (startsStream(source, at));
  requirePadding(source, at);
  return decoder.length;
}

function startsStream(source: Uint8Array, at: number): boolean {
  return signature.every((byte, i) => source[at + i] === byte);
}

class Decoder {
  length = 0;
  readonly #source: Uint8Array;
  readonly #destination: Uint8Array;
  #block = new Uint32Array(0);

  constructor(source: Uint8Array, destination: Uint8Array) {
    this.#source = source;
    this.#destination = destination;
  }

  /** Decodes the stream that begins at a byte; answers where it ends. */
  stream(start: number): number {
    const level = this.#source[start + 3]! - 0x30;
    if (!startsStream(this.#source, start) || !(level >= 1 && level <= 9)) {
      throw new CorruptData(`the bytes at ${start} are no bzip2 header`);
    }
    // Shortened runs are 5 bytes for 4 at worst, so a block for this destination never needs more than that.
    const most = Math.min(level * blockUnit, Math.ceil(this.#destination.length * 1.25));
    if (this.#block.length < most) this.#block = new Uint32Array(most);

    const bits = new BitReader(this.#source, start + 4);
    let checksum = 0;
    for (;;) {
      const magic = [bits.take(24), bits.take(24)];
      if (magic[0] === endMagic[0] && magic[1] === endMagic[1]) break;
      if (magic[0] !== blockMagic[0] || magic[1] !== blockMagic[1]) {
        throw new CorruptData(`no bzip2 block begins before byte ${bits.at}`);
      }
      checksum = combinedChecksum(checksum, this.#decodeBlock(bits, level * blockUnit));
    }
    if (bits.take32() !== checksum) throw new CorruptData("the bzip2 stream's checksum is not that of its blocks");
    return bits.alignedEnd();
  }

  /** Answers the block's checksum. */
  #decodeBlock(bits: BitReader, mostLength: number): number {
    const stored = bits.take32();
    if (bits.take(1) === 1)
      throw new CorruptData("a bzip2 block is randomised, as only versions before 0.9.5 wrote it");
    const origin = bits.take(24);
    const block = this.#block;
    const length = readBlockSymbols(bits, block, Math.min(mostLength, block.length), () => {
      if (block.length < mostLength) throw new DestinationFull("the bzip2 data", this.#destination.length);
      throw new CorruptData(`a bzip2 block holds more than its ${mostLength} bytes`);
    });
    if (origin >= length) throw new CorruptData(`a bzip2 block of ${length} bytes begins at its byte ${origin}`);
    const start = this.length;
    this.#expandRuns(inverseBurrowsWheeler(block, length, origin));
    if (bz2Checksum(this.#destination.subarray(start, this.length)) !== stored) {
      throw new CorruptData("a bzip2 block's checksum is not that of the bytes it gives");
    }
    return stored;
  }

  /** Four equal bytes are followed by a count of more. `next` answers the block's bytes in order, −1 at their end. */
  #expandRuns(next: () => number): void {
    const destination = this.#destination;
    let to = this.length;
    let previous = -1;
    let equal = 0;
    for (let byte = next(); byte >= 0; byte = next()) {
      equal = byte === previous ? equal + 1 : 1;
      if (to === destination.length) throw new DestinationFull("the bzip2 data", destination.length);
      destination[to++] = byte;
      previous = byte;
      if (equal < runLength) continue;
      const more = next();
      if (more < 0) throw new CorruptData("a bzip2 block ends before the count of a run");
      if (more > destination.length - to) throw new DestinationFull("the bzip2 data", destination.length);
      destination.fill(byte, to, to + more);
      to += more;
      previous = -1;
      equal = 0;
    }
    this.length = to;
  }
}
