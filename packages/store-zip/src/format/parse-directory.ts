import type { Bytes, Key } from "@zarrkit/plugin-api";
import type { EndRecord } from "./end-record.js";
import type { Directory, Entry } from "./entry.js";
import { decodeName, problemOfName } from "./entry-name.js";
import { extra, findExtra, fixed, flag, in64, method, readLong, signature, viewOf } from "./layout.js";
import { garbled, refused } from "./refused.js";

type Parsed = { -readonly [K in keyof Entry]: Entry[K] };

/**
 * The directory (4.3.12) of an archive. Refused with `store-failed`: one that is not exactly what the end record says,
 * names that lead out of a folder, and entries that overlap or reach beyond the directory. Of two entries with one name the
 * later counts: so do programs that replace a value by adding it once more.
 */
export function parseDirectory(bytes: Bytes, end: EndRecord, archive: string): Directory {
  const view = viewOf(bytes);
  const all: Parsed[] = [];
  const folders: Bytes[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = headerAt(bytes, view, at);
    if (!header) throw garbled(archive, `its directory is broken off or garbled at byte ${end.directoryOffset + at}.`);
    at += header.length;
    const entry = parseHeader(header, archive);
    if (entry) all.push(entry);
    else folders.push(header);
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

function headerAt(bytes: Bytes, view: DataView, at: number): Bytes | undefined {
  if (at + fixed.directoryHeader > bytes.length) return undefined;
  if (view.getUint32(at, true) !== signature.directoryHeader) return undefined;
  const variable = view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  const end = at + fixed.directoryHeader + variable;
  return end > bytes.length ? undefined : bytes.subarray(at, end);
}

/** `undefined` for a folder. */
function parseHeader(header: Bytes, archive: string): Parsed | undefined {
  const view = viewOf(header);
  const flags = view.getUint16(8, true);
  const nameEnd = fixed.directoryHeader + view.getUint16(28, true);
  const extraFields = header.subarray(nameEnd, nameEnd + view.getUint16(30, true));
  if (flags & flag.masked) throw refused(archive, "has an encrypted directory: decrypt it first.", "unsupported");
  const key = decodeName(header.subarray(fixed.directoryHeader, nameEnd), flags, extraFields);
  if (key === undefined) throw refused(archive, "is refused: a name in it is said to be UTF-8 and is not.");
  const isFolder = key.endsWith("/");
  const problem = problemOfName(isFolder ? key.slice(0, -1) : key);
  if (problem)
    throw refused(
      archive,
      `is refused: the name ${JSON.stringify(key)} in it ${problem}. Make it anew with sound names.`,
    );
  if (isFolder) return undefined;

  const sizes = [view.getUint32(24, true), view.getUint32(20, true), view.getUint32(42, true)];
  const longs = findExtra(extraFields, extra.zip64);
  // Only those fields that have no room for their value are in the extra field, in this order (4.5.3).
  let at = 0;
  const [size = NaN, compressedSize = NaN, offset = NaN] = sizes.map((value) => {
    if (value !== in64.long) return value;
    at += 8;
    return longs && at <= longs.length ? readLong(viewOf(longs), at - 8) : NaN;
  });
  if (Number.isNaN(size + compressedSize + offset)) {
    throw refused(archive, `is damaged: the sizes of ${JSON.stringify(key)} are not told.`);
  }
  const compression = view.getUint16(10, true);
  if (compression === method.stored && size !== compressedSize && !(flags & flag.encrypted)) {
    throw refused(
      archive,
      `is damaged: ${JSON.stringify(key)} is stored, but in ${compressedSize} bytes instead of ${size}.`,
    );
  }
  return {
    key,
    offset,
    compressedSize,
    size,
    crc: view.getUint32(16, true),
    method: compression,
    flags,
    limit: 0,
    header,
  };
}

/** Entries lie one after another before the directory. Those that overlap make a small archive decode to a huge one. */
function setLimits(entries: readonly Parsed[], directoryOffset: number, archive: string): void {
  let limit = directoryOffset;
  for (const entry of entries.toSorted((a, b) => b.offset - a.offset)) {
    const nameLength = viewOf(entry.header).getUint16(28, true);
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
