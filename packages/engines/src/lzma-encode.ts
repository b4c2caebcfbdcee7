import { crc32 } from "./crc32.js";
import { delta } from "./delta-bytes.js";
import { type LzmaEffort, LzmaEncoder } from "./lzma-encoder.js";
import type { LzmaFilters } from "./lzma-filters.js";
import { propertiesToByte } from "./lzma-model.js";
import { concatenated, encodeLzma2 } from "./lzma2-encode.js";
import { checkOf, filterNumber, footerMagic, headerMagic } from "./xz-format.js";

export type { LzmaEffort } from "./lzma-encoder.js";

/** An `.lzma` file (LZMA_alone) that states its length. */
export function encodeLzmaAlone(source: Uint8Array, effort: LzmaEffort): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  header[0] = propertiesToByte(effort.properties);
  view.setUint32(1, effort.dictionarySize, true);
  view.setBigUint64(5, BigInt(source.length), true);
  return concatenated([header, encodeLzma1(source, effort, false)]);
}

/** Nothing but what the filters give. */
export function encodeLzmaRaw(filters: LzmaFilters, source: Uint8Array, effort: LzmaEffort): Uint8Array<ArrayBuffer> {
  const filtered = filters.deltas.reduce((bytes, distance) => delta(bytes, distance), source);
  return filters.compressor.kind === "lzma1" ? encodeLzma1(filtered, effort, true) : encodeLzma2(filtered, effort);
}

function encodeLzma1(source: Uint8Array, effort: LzmaEffort, marked: boolean): Uint8Array<ArrayBuffer> {
  const encoder = new LzmaEncoder(source, effort);
  while (encoder.at < source.length) encoder.step();
  if (marked) encoder.end();
  return encoder.range.finish();
}

/** An `.xz` file of one stream with one block; `check` is a number of the format, 0 for none. */
export function encodeXz(
  filters: LzmaFilters,
  source: Uint8Array,
  effort: LzmaEffort,
  check: number,
): Uint8Array<ArrayBuffer> {
  const flags = Uint8Array.of(0, check);
  const blocks: Uint8Array[] = [];
  let index = [0, 0];
  if (source.length > 0) {
    const header = blockHeader(filters, effort);
    const data = encodeLzmaRaw(filters, source, effort);
    const stored = checkOf(check, source) ?? new Uint8Array(0);
    blocks.push(header, data, new Uint8Array(-data.length & 3), stored);
    index = [0, 1, ...number(header.length + data.length + stored.length), ...number(source.length)];
  }
  const padded = Uint8Array.from([...index, ...new Uint8Array(-index.length & 3)]);
  const indexBytes = concatenated([padded, word(crc32(padded))]);
  const footer = concatenated([word(indexBytes.length / 4 - 1), flags]);
  return concatenated([
    Uint8Array.from(headerMagic),
    flags,
    word(crc32(flags)),
    ...blocks,
    indexBytes,
    word(crc32(footer)),
    footer,
    Uint8Array.from(footerMagic),
  ]);
}

function blockHeader(filters: LzmaFilters, effort: LzmaEffort): Uint8Array {
  const fields = [filters.deltas.length];
  for (const distance of filters.deltas) fields.push(filterNumber.delta, 1, distance - 1);
  fields.push(filterNumber.lzma2, 1, dictionaryByte(effort.dictionarySize));
  // The first byte counts all of the header in words of four, less one.
  const length = Math.ceil((1 + fields.length + 4) / 4) * 4;
  const header = new Uint8Array(length - 4);
  header[0] = length / 4 - 1;
  header.set(fields, 1);
  return concatenated([header, word(crc32(header))]);
}

/** The least size that the byte can say and that is no smaller: 2 or 3 times a power of two. */
function dictionaryByte(size: number): number {
  for (let byte = 0; byte < 40; byte++) if ((2 + (byte & 1)) * 2 ** ((byte >>> 1) + 11) >= size) return byte;
  return 40;
}

/** Seven bits to a byte, lowest first. */
function number(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}
