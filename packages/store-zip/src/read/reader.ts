import { type ByteRange, type Bytes, type CallOptions, rangeWithin, until, type Version } from "@zarrkit/plugin-api";
import type { Entry } from "../format/entry.js";
import { method } from "../format/layout.js";
import { refusedEntry } from "../format/refused.js";
import { decodeEntry, requireSize } from "./decode-entry.js";
import { dataStart, guessData, guessEnd, headerLength, requireReadable } from "./local-header.js";
import { type ArchiveBytes, type PiecesOptions, present } from "./source.js";

/** Local header and data nearer than this are read as one range where the source does not say what pays. */
const usualGap = 16_384;

/** Bytes of a decoded value that are kept for further parts of it. */
const mostKept = 2 ** 26;

/** Reads the entries of one state of an archive. */
export function createReader(source: ArchiveBytes, version: Version | undefined, entryLimit: number) {
  const starts = new WeakMap<Entry, number>();
  /** The value that was decoded last: parts of a compressed value are asked for one after another, or at once. */
  let decoded: { readonly entry: Entry; readonly value: Promise<Bytes> } | undefined;

  async function read(ranges: readonly { offset: number; length: number }[], call?: CallOptions) {
    const options: PiecesOptions = { ...call, ...(version !== undefined && { version }) };
    return (await present(source, source.read(ranges, options))).pieces;
  }

  function locate(entry: Entry, local: Bytes): number {
    const start = dataStart(entry, local, source.name);
    starts.set(entry, start);
    return start;
  }

  /** The data of an entry as they are stored, from bytes that begin with its local header, and more where they are too few. */
  async function dataOf(entry: Entry, local: Bytes, call?: CallOptions): Promise<Bytes> {
    const start = locate(entry, local) - entry.offset;
    const end = start + entry.compressedSize;
    const missing = end - Math.max(start, local.length);
    if (missing <= 0) return requireAll(entry, local.subarray(start, end), entry.compressedSize);
    const [rest] = await read([{ offset: entry.offset + end - missing, length: missing }], call);
    const bytes = new Uint8Array(entry.compressedSize);
    bytes.set(local.subarray(start));
    bytes.set(requireAll(entry, rest!, missing), entry.compressedSize - missing);
    return bytes;
  }

  function requireAll(entry: Entry, bytes: Bytes, length: number): Bytes {
    if (bytes.length === length) return bytes;
    throw refusedEntry(source.name, entry.key, "the archive ends before it. It is cut off: fetch it once more.");
  }

  async function whole(entry: Entry, call?: CallOptions): Promise<Bytes> {
    requireReadable(entry, source.name);
    requireSize(entry, source.name, entryLimit);
    const known = starts.get(entry);
    if (known !== undefined && entry.compressedSize > 0) {
      const [bytes] = await read([{ offset: known, length: entry.compressedSize }], call);
      return decode(entry, requireAll(entry, bytes!, entry.compressedSize));
    }
    const [local] = await read([{ offset: entry.offset, length: guessEnd(entry) - entry.offset }], call);
    return decode(entry, await dataOf(entry, local!, call));
  }

  function decode(entry: Entry, stored: Bytes): Promise<Bytes> {
    return decodeEntry(entry, stored, source.name, entryLimit);
  }

  /** Parts of a value: only its bytes where it is stored; of a compressed one all is decoded, and kept until the next. */
  async function parts(entry: Entry, ranges: readonly ByteRange[], call?: CallOptions): Promise<readonly Bytes[]> {
    const within = ranges.map((range) => rangeWithin(range, entry.size));
    const isStored = entry.method === method.stored;
    if (isStored && within.every(({ length }) => length < entry.size || length === 0)) {
      return storedParts(entry, within, call);
    }
    const value = await (isStored ? whole(entry, call) : until(call?.signal, lastDecoded(entry)));
    return within.map(({ offset, length }) => value.slice(offset, offset + length));
  }

  function lastDecoded(entry: Entry): Promise<Bytes> {
    if (decoded?.entry === entry) return decoded.value;
    // Others may wait for it too, so that no one caller's signal ends it.
    const flight = { entry, value: whole(entry) };
    decoded = flight;
    const forget = () => {
      if (decoded === flight) decoded = undefined;
    };
    flight.value.then(({ length }) => length > mostKept && forget(), forget);
    return flight.value;
  }

  async function storedParts(entry: Entry, within: readonly { offset: number; length: number }[], call?: CallOptions) {
    requireReadable(entry, source.name);
    const wanted = within.filter(({ length }) => length > 0);
    if (wanted.length === 0) return within.map(() => new Uint8Array(0));
    const known = starts.get(entry);
    const pieces = await (known === undefined ? firstParts(entry, wanted, call) : readAt(known, wanted, call));
    const remaining = pieces.values();
    return within.map(({ length }) =>
      length === 0 ? new Uint8Array(0) : requireAll(entry, remaining.next().value!, length),
    );
  }

  function readAt(start: number, wanted: readonly { offset: number; length: number }[], call?: CallOptions) {
    return read(
      wanted.map(({ offset, length }) => ({ offset: start + offset, length })),
      call,
    );
  }

  /** The local header says where the data begin. It is read along with them, from where they probably are. */
  async function firstParts(entry: Entry, wanted: readonly { offset: number; length: number }[], call?: CallOptions) {
    const guess = guessData(entry);
    const [first] = wanted;
    const header = { offset: entry.offset, length: headerLength(entry) };
    const joined = guess + first!.offset + first!.length - entry.offset;
    const isNear =
      wanted.length === 1 && joined - header.length - first!.length <= (source.traits.coalesceGap ?? usualGap);
    if (isNear) header.length = joined;
    const ranges = wanted.map(({ offset, length }) => ({ offset: guess + offset, length }));
    const [local, ...pieces] = await read(isNear ? [header] : [header, ...ranges], call);
    const start = locate(entry, local!);
    if (start !== guess) return readAt(start, wanted, call);
    return isNear ? [local!.slice(joined - first!.length)] : pieces;
  }

  return {
    whole,
    parts,
    /** A stretch of the archive as it is. */
    span: async (offset: number, length: number) => (await read([{ offset, length }]))[0]!,
    /** The value of an entry from a stretch that begins with its local header. */
    fromSpan: async (entry: Entry, span: Bytes, call?: CallOptions) => {
      requireReadable(entry, source.name);
      requireSize(entry, source.name, entryLimit);
      return decode(entry, await dataOf(entry, span, call));
    },
  };
}

export type Reader = ReturnType<typeof createReader>;
