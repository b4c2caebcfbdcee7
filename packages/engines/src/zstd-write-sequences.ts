import { type ZstdCode, zstdCodes } from "./zstd-codes.js";
import type { ZstdSequenceList } from "./zstd-sequence-list.js";
import { chooseZstdTable } from "./zstd-table-choice.js";
import { writeZstdSequenceStream } from "./zstd-write-sequence-stream.js";
import type { ZstdWritingTable } from "./zstd-writing-table.js";

/** The tables that a block described, which the next may use again. */
export interface ZstdWritingTables {
  readonly literalLength: ZstdWritingTable | undefined;
  readonly offset: ZstdWritingTable | undefined;
  readonly matchLength: ZstdWritingTable | undefined;
}

/** Writes the sequences section of a block (RFC 8878, section 3.1.1.3.2); answers where it ends and the tables for the next. */
export function writeZstdSequences(
  list: ZstdSequenceList,
  before: ZstdWritingTables | undefined,
  bytes: Uint8Array,
  to: number,
): { readonly end: number; readonly tables: ZstdWritingTables | undefined } {
  const { count } = list;
  let at = writeCount(count, bytes, to);
  if (count === 0) return { end: at, tables: before };

  const codes = zstdCodes();
  const literalLengths = lengthCodes(codes.literalLength, 64, list.literalLengths, count);
  const offsets = offsetCodes(list.offsets, count);
  const matchLengths = lengthCodes(codes.matchLength, 128, list.matchLengths, count);
  const literalLength = chooseZstdTable(codes.literalLength, literalLengths, before?.literalLength);
  const offset = chooseZstdTable(codes.offset, offsets, before?.offset);
  const matchLength = chooseZstdTable(codes.matchLength, matchLengths, before?.matchLength);
  bytes[at++] = (literalLength.mode << 6) | (offset.mode << 4) | (matchLength.mode << 2);
  for (const { description } of [literalLength, offset, matchLength]) {
    bytes.set(description, at);
    at += description.length;
  }
  const end = writeZstdSequenceStream(
    list,
    { symbols: literalLengths, table: literalLength.table },
    { symbols: offsets, table: offset.table },
    { symbols: matchLengths, table: matchLength.table },
    bytes,
    at,
  );
  return {
    end,
    tables: { literalLength: literalLength.again, offset: offset.again, matchLength: matchLength.again },
  };
}

function writeCount(count: number, bytes: Uint8Array, to: number): number {
  if (count < 128) {
    bytes[to] = count;
    return to + 1;
  }
  const isLong = count >= 0x7f00;
  const rest = isLong ? count - 0x7f00 : count;
  bytes[to] = isLong ? 255 : 128 + (rest >> 8);
  bytes[to + 1] = rest;
  if (!isLong) return to + 2;
  bytes[to + 2] = rest >> 8;
  return to + 3;
}

/** The code of each length. Behind the first `small` values, codes double: each has a bit more than the one before. */
function lengthCodes({ least }: ZstdCode, small: number, lengths: Uint32Array, count: number): Uint8Array {
  const first = least[0]!;
  const codeOf = new Uint8Array(small);
  for (let value = 0, code = 0; value < small; value++) {
    while (least[code + 1]! - first <= value) code++;
    codeOf[value] = code;
  }
  const shift = codeOf[small - 1]! + 1 - Math.log2(small);
  const codes = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const value = lengths[i]! - first;
    codes[i] = value < small ? codeOf[value]! : 31 - Math.clz32(value) + shift;
  }
  return codes;
}

/** Each code has a bit more than the one before. */
function offsetCodes(values: Uint32Array, count: number): Uint8Array {
  const codes = new Uint8Array(count);
  for (let i = 0; i < count; i++) codes[i] = 31 - Math.clz32(values[i]!);
  return codes;
}
