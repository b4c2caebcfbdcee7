import type { Bytes, Key } from "@zarrkit/plugin-api";
import type { EndRecord } from "./end-record.js";
import type { Directory, Entry } from "./entry.js";
import { decodeName, problemOfName } from "./entry-name.js";
import { extra, findExtra, fixed, flag, in64, method, readLong, signature, viewOf } from "./layout.js";
import { garbled, refused } from "./refused.js";

const nothing = /* @__PURE__ */ new Uint8Array(0);

type Parsed = { -readonly [K in keyof Entry]: Entry[K] };

/**
 * The directory (4.3.12) of an archive. Refused with `store-failed`: one that is not exactly what the end record says,
 * names that lead out of a folder, and entries that overlap or reach beyond the directory. Of two entries with one name the
 * later counts: so do programs that replace a value by adding it once more.
 */
export function parseDirectory(bytes: Bytes, end: EndRecord, archive: string): Directory {
  const header: Header = { bytes, view: viewOf(bytes), from: 0, to: 0 };
  const all: Parsed[] = [];
  const folders: Bytes[] = [];
  for (; header.from < bytes.length; header.from = header.to) {
    header.to = headerEnd(header);
    if (!(header.to <= bytes.length)) {
      throw garbled(archive, `its directory is broken off or garbled at byte ${end.directoryOffset + header.from}.`);
    }
    const entry = parseHeader(header, archive);
    if (entry) all.push(entry);
    else folders.push(bytes.subarray(header.from, header.to));
  }
  const found = all.length + folders.length;
  if (end.is64 ? found !== end.count : found % 65_536 !== end.count % 65_536) {
    throw garbled(archive, `its directory has ${found} entries where its end record says ${end.count}.`);
  }
  setLimits(all, end.directoryOffset, archive);
  return {
    entries: new Map<Key, Entry>(all.map((entry) => [entry.key, entry])),
    folders,
    comment: end.comment.slice(),
    length: bytes.length + end.length,
    end: end.expectedAt + end.length,
  };
}

/** One header of the directory; the view is over all of it, since one for each of a million would be dear. */
interface Header {
  readonly bytes: Bytes;
  readonly view: DataView;
  from: number;
  to: number;
}

/** NaN where no header begins. */
function headerEnd({ view, from }: Header): number {
  if (from + fixed.directoryHeader > view.byteLength) return NaN;
  if (view.getUint32(from, true) !== signature.directoryHeader) return NaN;
  const variable = view.getUint16(from + 28, true) + view.getUint16(from + 30, true) + view.getUint16(from + 32, true);
  return from + fixed.directoryHeader + variable;
}

/** `undefined` for a folder. */
function parseHeader({ bytes, view, from, to }: Header, archive: string): Parsed | undefined {
  const flags = view.getUint16(from + 8, true);
  const nameEnd = from + fixed.directoryHeader + view.getUint16(from + 28, true);
  const extraLength = view.getUint16(from + 30, true);
  const extraFields = extraLength === 0 ? nothing : bytes.subarray(nameEnd, nameEnd + extraLength);
  if (flags & flag.masked) throw refused(archive, "has an encrypted directory: decrypt it first.", "unsupported");
  const key = decodeName(bytes.subarray(from + fixed.directoryHeader, nameEnd), flags, extraFields);
  if (key === undefined) throw refused(archive, "is refused: a name in it is said to be UTF-8 and is not.");
  const isFolder = key.endsWith("/");
  const problem = problemOfName(isFolder ? key.slice(0, -1) : key);
  if (problem) {
    throw refused(
      archive,
      `is refused: the name ${JSON.stringify(key)} in it ${problem}. Make it anew with sound names.`,
    );
  }
  if (isFolder) return undefined;

  const told = [view.getUint32(from + 24, true), view.getUint32(from + 20, true), view.getUint32(from + 42, true)];
  const [size = NaN, compressedSize = NaN, offset = NaN] = told.includes(in64.long) ? widened(told, extraFields) : told;
  if (Number.isNaN(size + compressedSize + offset)) {
    throw refused(archive, `is damaged: the sizes of ${JSON.stringify(key)} are not told.`);
  }
  const compression = view.getUint16(from + 10, true);
  if (compression === method.stored && size !== compressedSize && !(flags & flag.encrypted)) {
    throw refused(
      archive,
      `is damaged: ${JSON.stringify(key)} is stored, but in ${compressedSize} bytes instead of ${size}.`,
    );
  }
  const crc = view.getUint32(from + 16, true);
  return { key, offset, compressedSize, size, crc, method: compression, flags, limit: 0, directory: bytes, from, to };
}

/** Only those fields that have no room for their value are in the zip64 field, in this order (4.5.3); NaN where it is short. */
function widened(told: readonly number[], extraFields: Bytes): number[] {
  const longs = findExtra(extraFields, extra.zip64) ?? nothing;
  const view = viewOf(longs);
  let at = 0;
  return told.map((value) => {
    if (value !== in64.long) return value;
    at += 8;
    return at <= longs.length ? readLong(view, at - 8) : NaN;
  });
}

/** Entries lie one after another before the directory. Those that overlap make a small archive decode to a huge one. */
function setLimits(entries: readonly Parsed[], directoryOffset: number, archive: string): void {
  let limit = directoryOffset;
  for (const entry of inOrder(entries).toReversed()) {
    const nameLength = viewOf(entry.directory).getUint16(entry.from + 28, true);
    const end = entry.offset + fixed.localHeader + nameLength + entry.compressedSize;
    if (end > limit) {
      const what = limit === directoryOffset ? "the directory" : "another entry";
      throw refused(
        archive,
        `is refused: ${JSON.stringify(entry.key)} overlaps ${what}. It is damaged, or made to do harm.`,
      );
    }
    entry.limit = limit;
    limit = entry.offset;
  }
}

/** By position; directories are nearly always in this order, and sorting a million entries takes its time. */
function inOrder(entries: readonly Parsed[]): readonly Parsed[] {
  const isSorted = entries.every((entry, i) => i === 0 || entries[i - 1]!.offset <= entry.offset);
  return isSorted ? entries : entries.toSorted((a, b) => a.offset - b.offset);
}
