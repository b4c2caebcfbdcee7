import { CorruptData } from "./corrupt-data.js";
import { crc32 } from "./crc32.js";
import { decodeFilters, type LzmaFilters } from "./lzma-filters.js";
import { requirePadding } from "./padding.js";
import { checkLength, checkOf, footerMagic, headerMagic } from "./xz-format.js";
import { readFilters, XzReader } from "./xz-header.js";

/**
 * Decodes an `.xz` file of one stream or several into `destination` and answers how many bytes that gave. Headers, index,
 * footers and the checks of all blocks are verified. Throws `CorruptData` when anything is wrong or more comes out than
 * `destination` holds. Format: https://tukaani.org/xz/xz-file-format.txt
 */
export function decodeXz(source: Uint8Array, destination: Uint8Array): number {
  let at = 0;
  let to = 0;
  do {
    [at, to] = decodeStream(source, at, destination, to);
    while (source[at] === 0 && at + 4 <= source.length && isZero(source, at)) at += 4;
  } while (at < source.length && headerMagic.every((byte, i) => source[at + i] === byte));
  requirePadding(source, at);
  return to;
}

function isZero(source: Uint8Array, at: number): boolean {
  return source[at] === 0 && source[at + 1] === 0 && source[at + 2] === 0 && source[at + 3] === 0;
}

/** Answers where the stream ends in source and destination. */
function decodeStream(
  source: Uint8Array,
  start: number,
  destination: Uint8Array,
  to: number,
): [at: number, to: number] {
  const reader = new XzReader(source, start);
  if (!reader.matches(headerMagic)) throw new CorruptData(`the bytes at ${start} are no xz header`);
  const check = readFlags(reader, "header");
  reader.requireChecksum(start + 6);
  const records: { readonly unpadded: number; readonly length: number }[] = [];
  for (;;) {
    const blockStart = reader.at;
    const headerSize = reader.byte();
    if (headerSize === 0) {
      readIndex(reader, blockStart, records);
      break;
    }
    const header = readFilters(reader, blockStart, headerSize);
    const block = decodeBlock(reader, header, check, destination, to);
    records.push({ unpadded: block.end - blockStart + checkLength(check), length: block.length });
    to += block.length;
  }
  return [reader.at, to];

  function readIndex(index: XzReader, indexStart: number, blocks: typeof records): void {
    const count = index.number();
    if (count !== blocks.length)
      throw new CorruptData(`the xz index lists ${count} blocks, there are ${blocks.length}`);
    for (const { unpadded, length } of blocks) {
      if (index.number() !== unpadded || index.number() !== length) {
        throw new CorruptData("the xz index contradicts the blocks before it");
      }
    }
    index.requireZeros(-(index.at - indexStart) & 3);
    index.requireChecksum(indexStart);
    const indexLength = index.at - indexStart;
    const footer = index.at;
    const stored = index.word();
    if (stored !== crc32(source.subarray(footer + 4, footer + 10)))
      throw new CorruptData("the xz footer's checksum is not that of the footer");
    if ((index.word() + 1) * 4 !== indexLength)
      throw new CorruptData("the xz footer contradicts the length of the index");
    if (readFlags(index, "footer") !== check) throw new CorruptData("the xz footer contradicts the header");
    if (!index.matches(footerMagic)) throw new CorruptData(`no xz footer ends before byte ${index.at}`);
  }
}

function readFlags(reader: XzReader, where: string): number {
  const reserved = reader.byte();
  const check = reader.byte();
  if (reserved !== 0 || check > 15) throw new CorruptData(`the xz ${where} sets reserved flags`);
  return check;
}

interface BlockHeader {
  readonly filters: LzmaFilters;
  readonly encodedLength: number | undefined;
  readonly length: number | undefined;
}

/** Answers the decoded length and where the data ends; leaves the reader behind padding and check. */
function decodeBlock(
  reader: XzReader,
  header: BlockHeader,
  check: number,
  destination: Uint8Array,
  start: number,
): { readonly length: number; readonly end: number } {
  const { source, at: dataStart } = reader;
  const { at, to } = decodeFilters(header.filters, source, dataStart, destination, start);
  const length = to - start;
  if ((header.encodedLength ?? at - dataStart) !== at - dataStart || (header.length ?? length) !== length) {
    throw new CorruptData("an xz block's header contradicts its lengths");
  }
  reader.at = at;
  reader.requireZeros(-(at - dataStart) & 3);
  const stored = reader.take(checkLength(check));
  const computed = checkOf(check, destination.subarray(start, to));
  if (computed?.some((byte, i) => byte !== stored[i])) {
    throw new CorruptData("an xz block's check is not that of the bytes it gives");
  }
  return { length, end: at };
}
