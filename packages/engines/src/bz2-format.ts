/**
 * What both directions of bzip2 share. There is no specification by its author; these are the numbers of bzip2 1.0.8, and
 * of https://github.com/dsnet/compress/blob/master/doc/bzip2-format.pdf.
 */

/** "BZh", then the level as a digit. */
export const signature = [0x42, 0x5a, 0x68];
/** Bytes of one block, per level, after runs have been shortened. */
export const blockUnit = 100_000;
/** The digits of pi before a block, and of its square root before the end. */
export const blockMagic = [0x314159, 0x265359] as const;
export const endMagic = [0x177245, 0x385090] as const;
/** Symbols after which the next selector chooses the Huffman code. */
export const groupLength = 50;
export const mostTables = 6;
/** Four equal bytes are followed by a count of up to 255 more. */
export const runLength = 4;

let table: Int32Array | undefined;

/** The CRC-32 of bzip2: the polynomial of the usual one, highest bit first. */
export function bz2Checksum(data: Uint8Array): number {
  table ??= checksumTable();
  let crc = -1;
  for (let at = 0; at < data.length; at++) crc = (crc << 8) ^ table[(crc >>> 24) ^ data[at]!]!;
  return ~crc >>> 0;
}

/** Adds a block's checksum to that of the stream. */
export function combinedChecksum(stream: number, block: number): number {
  return (((stream << 1) | (stream >>> 31)) ^ block) >>> 0;
}

function checksumTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    return crc;
  });
}
