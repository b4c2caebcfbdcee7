import { type Bytes, codecFailed } from "@zarrkit/plugin-api";

/** What the 16 bytes before every Blosc 1 chunk say (c-blosc, README_CHUNK_FORMAT.rst). */
export interface BloscHeader {
  /** Number of the compressor's format: see `formats`. */
  readonly format: number;
  /** The data follows as it is: neither compressed nor shuffled. */
  readonly stored: boolean;
  readonly byteShuffle: boolean;
  readonly bitShuffle: boolean;
  /** Blocks are compressed whole, not byte plane by byte plane. */
  readonly whole: boolean;
  readonly typesize: number;
  /** Decoded bytes of the chunk, and of one block; the last block may be shorter. */
  readonly length: number;
  readonly blockLength: number;
  readonly blocks: number;
}

export const headerLength = 16;
/** Flags of byte 2; its top three bits are the compressor's format. */
export const flags = { byteShuffle: 0x01, stored: 0x02, bitShuffle: 0x04, whole: 0x10 };
/** BLOSC_VERSION_FORMAT; version 1 chunks, from before 2010, have the same layout. */
export const formatVersion = 2;
/** Compressors by their format; lz4hc writes the format of lz4. */
export const formats = ["blosclz", "lz4", "snappy", "zlib", "zstd"] as const;

/** Reads and checks the header against the chunk it stands in; throws `codec-failed`. */
export function readHeader(source: Bytes): BloscHeader {
  if (source.length < headerLength) {
    throw codecFailed("blosc", `${source.length} bytes cannot hold the header of ${headerLength}`);
  }
  const view = new DataView(source.buffer, source.byteOffset, headerLength);
  const version = view.getUint8(0);
  if (version === 0 || version > formatVersion) {
    const kind = version > formatVersion ? " (Blosc 2 chunks are not Zarr's blosc codec)" : "";
    throw codecFailed("blosc", `the header names format version ${version}, expected 1 or ${formatVersion}${kind}`);
  }
  const bits = view.getUint8(2);
  const typesize = view.getUint8(3);
  const length = view.getUint32(4, true);
  const blockLength = view.getUint32(8, true);
  const encodedLength = view.getUint32(12, true);
  if (encodedLength !== source.length) {
    throw codecFailed("blosc", `the header declares a chunk of ${encodedLength} bytes, there are ${source.length}`);
  }
  if (typesize === 0) throw codecFailed("blosc", "the header declares elements of 0 bytes");
  const header = {
    format: bits >>> 5,
    stored: (bits & flags.stored) !== 0,
    byteShuffle: (bits & flags.byteShuffle) !== 0 && typesize > 1,
    bitShuffle: (bits & flags.bitShuffle) !== 0,
    whole: (bits & flags.whole) !== 0,
    typesize,
    length,
    blockLength,
    blocks: blockLength === 0 ? 0 : Math.ceil(length / blockLength),
  };
  if (header.stored) {
    if (source.length !== headerLength + length) {
      throw codecFailed(
        "blosc",
        `the header declares ${length} stored bytes, ${source.length - headerLength} follow it`,
      );
    }
    return header;
  }
  if (length > 0 && blockLength === 0) throw codecFailed("blosc", "the header declares blocks of 0 bytes");
  if (headerLength + 4 * header.blocks > source.length) {
    throw codecFailed(
      "blosc",
      `${source.length} bytes cannot hold the offsets of the ${header.blocks} blocks declared`,
    );
  }
  return header;
}
