import { xxh64 } from "./xxh64.js";
import { ZstdChainMatcher } from "./zstd-chain-matches.js";
import { ZstdDoubleMatcher } from "./zstd-double-matches.js";
import { type ZstdEffort, zstdEffort } from "./zstd-effort.js";
import { ZstdFastMatcher } from "./zstd-fast-matches.js";
import { ZstdSequenceList } from "./zstd-sequence-list.js";
import { writeZstdLiterals } from "./zstd-write-literals.js";
import { writeZstdSequences, type ZstdWritingTables } from "./zstd-write-sequences.js";

/** RFC 8878, sections 3.1.1 and 3.1.2. */
const magic = 0xfd2fb528;
const mostBlock = 128 * 1024;
const kinds = { raw: 0, repeated: 1, compressed: 2 };
/** What every decoder must be able to remember (section 3.1.1.1.2). */
const windowLog = 23;
const leastMatch = 4;
const mostHeader = 14;
const checksumLength = 4;

/** One frame that states its content size; with `checksum`, one that carries it. Every level of libzstd is taken. */
export type ZstdEncode = (source: Uint8Array, level: number, checksum: boolean) => Uint8Array;

/**
 * Encodes in plain TypeScript: one frame (RFC 8878) that states its content size, with `checksum` one that carries it. Any
 * level is taken: those above 22 as 22, 0 as 3. No frame is longer than its content plus three bytes for each block of
 * 128 KiB and 18 for the frame.
 */
export function encodeZstdScript(source: Uint8Array, level: number, checksum: boolean): Uint8Array<ArrayBuffer> {
  const { length } = source;
  const blocks = Math.max(1, Math.ceil(length / mostBlock));
  const frame = new Uint8Array(mostHeader + length + 3 * blocks + checksumLength);
  const window = Math.min(length, 1 << windowLog);
  let to = writeHeader(frame, length, checksum);

  const blockLength = Math.min(length, mostBlock);
  const matcher = matcherFor(source, window, zstdEffort(level, length));
  const list = new ZstdSequenceList(blockLength, leastMatch);
  // A sequence of the shortest match may take twice its bytes.
  const scratch = new Uint8Array(3 * blockLength + 1024);
  let tables: ZstdWritingTables | undefined;
  for (let block = 0; block < blocks; block++) {
    const start = block * mostBlock;
    const plain = source.subarray(start, start + mostBlock);
    const isLast = block === blocks - 1;
    if (isRun(plain)) {
      to = writeBlock(frame, to, isLast, kinds.repeated, plain.length, plain.subarray(0, 1));
      continue;
    }
    const { first, second, third } = list;
    list.clear();
    matcher.fill(list, start, start + plain.length);
    const literalsEnd = writeZstdLiterals(list.literals.subarray(0, list.literalCount), scratch, 0);
    const written = writeZstdSequences(list, tables, scratch, literalsEnd);
    if (written.end < plain.length) {
      tables = written.tables;
      to = writeBlock(frame, to, isLast, kinds.compressed, written.end, scratch.subarray(0, written.end));
    } else {
      // A reader learns nothing from a raw block.
      Object.assign(list, { first, second, third });
      to = writeBlock(frame, to, isLast, kinds.raw, plain.length, plain);
    }
  }
  if (checksum) {
    new DataView(frame.buffer).setUint32(to, Number(xxh64(source) & 0xffffffffn), true);
    to += checksumLength;
  }
  return frame.slice(0, to);
}

function matcherFor(source: Uint8Array, window: number, effort: ZstdEffort) {
  if ("depth" in effort) return new ZstdChainMatcher(source, window, effort);
  if ("step" in effort) return new ZstdFastMatcher(source, window, effort);
  return new ZstdDoubleMatcher(source, window, effort);
}

/** Section 3.1.1.1: one segment where every decoder can remember it all. */
function writeHeader(frame: Uint8Array, length: number, checksum: boolean): number {
  const view = new DataView(frame.buffer);
  const single = length <= 1 << windowLog;
  const sizeFlag = length < 256 && single ? 0 : length < 65_536 + 256 ? 1 : length < 2 ** 32 ? 2 : 3;
  view.setUint32(0, magic, true);
  view.setUint8(4, (sizeFlag << 6) | (single ? 0x20 : 0) | (checksum ? 0x04 : 0));
  let to = 5;
  if (!single) view.setUint8(to++, (windowLog - 10) << 3);
  const sizeBytes = 1 << sizeFlag;
  let left = sizeFlag === 1 ? length - 256 : length;
  for (let i = 0; i < sizeBytes; i++, left = Math.floor(left / 256)) frame[to++] = left;
  return to;
}

function writeBlock(frame: Uint8Array, to: number, isLast: boolean, kind: number, length: number, bytes: Uint8Array) {
  const header = (length << 3) | (kind << 1) | (isLast ? 1 : 0);
  frame[to] = header;
  frame[to + 1] = header >> 8;
  frame[to + 2] = header >> 16;
  frame.set(bytes, to + 3);
  return to + 3 + bytes.length;
}

function isRun(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length && bytes[at] === bytes[0]) at++;
  return bytes.length > 0 && at === bytes.length;
}
