import type { Bytes } from "@zarrkit/plugin-api";
import type { Entry } from "../format/entry.js";
import { fixed, flag, method, signature, viewOf } from "../format/layout.js";
import { refusedEntry } from "../format/refused.js";

/** Room for what a local header may hold beyond the directory's: extra fields differ between the two. */
const slack = 64;

/** Lengths of name and extra fields as the directory tells them. */
function lengths({ directory, from }: Entry): { readonly name: number; readonly extra: number } {
  const view = viewOf(directory);
  return { name: view.getUint16(from + 28, true), extra: view.getUint16(from + 30, true) };
}

/** Bytes of an entry's local header without its extra fields. */
export function headerLength(entry: Entry): number {
  return fixed.localHeader + lengths(entry).name;
}

/** Where the data probably begins: right before what follows, if that is near enough for a header. */
export function guessData(entry: Entry): number {
  const least = entry.offset + headerLength(entry);
  const packed = entry.limit - entry.compressedSize;
  const isPlausible = packed <= least + lengths(entry).extra + slack && !(entry.flags & flag.descriptor);
  return isPlausible ? packed : least + lengths(entry).extra;
}

/** Where one read that shall hold all of the entry ends. */
export function guessEnd(entry: Entry): number {
  return Math.min(
    entry.limit,
    entry.offset + headerLength(entry) + lengths(entry).extra + slack + entry.compressedSize,
  );
}

/**
 * Where the data of an entry begins in the archive, by its local header (4.3.7). Refused: a header that is of another
 * entry than the directory says, and data that reaches into what follows.
 */
export function dataStart(entry: Entry, local: Bytes, archive: string): number {
  const length = headerLength(entry);
  const damaged = (problem: string) =>
    refusedEntry(
      archive,
      entry.key,
      `${problem}. The archive is damaged, or was replaced while it was read: read it once more.`,
    );
  if (local.length < length) throw damaged("it lies beyond the end of the archive");
  const view = viewOf(local);
  if (view.getUint32(0, true) !== signature.localHeader)
    throw damaged(`there is no local header at byte ${entry.offset}`);
  const named = view.getUint16(26, true) === length - fixed.localHeader;
  if (!named || !hasName(local, entry, length - fixed.localHeader)) {
    throw damaged("its local header has another name than the directory");
  }
  const start = entry.offset + length + view.getUint16(28, true);
  if (start + entry.compressedSize > entry.limit) throw damaged("it overlaps what follows");
  return start;
}

function hasName(local: Bytes, { directory, from }: Entry, length: number): boolean {
  const at = from + fixed.directoryHeader;
  for (let i = 0; i < length; i++) if (local[fixed.localHeader + i] !== directory[at + i]) return false;
  return true;
}

/** Throws `unsupported` for what cannot be decoded here. */
export function requireReadable(entry: Entry, archive: string): void {
  const refuse = (problem: string) => refusedEntry(archive, entry.key, problem, "unsupported");
  if (entry.flags & flag.encrypted) throw refuse("it is encrypted. Decrypt the archive first.");
  if (entry.flags & flag.patched) throw refuse("it is a patch of another file. Make the archive anew.");
  if (entry.method !== method.stored && entry.method !== method.deflated) {
    throw refuse(
      `its compression method is ${entry.method}, and only stored (0) and deflated (8) are read. Make the archive anew with these.`,
    );
  }
}
