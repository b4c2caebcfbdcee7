import type { Bytes, CallOptions, Version } from "@zarrkit/plugin-api";
import { isZarrError } from "@zarrkit/plugin-api";
import { type EndRecord, findEnd } from "../format/end-record.js";
import type { Directory } from "../format/entry.js";
import { fixed } from "../format/layout.js";
import { parseDirectory } from "../format/parse-directory.js";
import { garbled, refused } from "../format/refused.js";
import type { ZipOptions } from "../options.js";
import type { searchDirectory } from "./search-directory.js";
import { type ArchiveBytes, present } from "./source.js";

/** A directory, and the state of the archive that it was read from. */
export interface Loaded extends Directory {
  readonly version: Version | undefined;
  /** Bytes after the end of the archive: 0, or what an append left that was broken off. */
  readonly trailing: number;
}

/** An end record with the longest comment. */
const leastTail = fixed.end + 0xffff;

/**
 * Reads the directory: in one request where it fits into the tail that is asked for, else in two; one more where the end
 * cannot be asked for and the size must be known first. For that case the tail grows with the archive, up to 1 MiB, so
 * that it holds the directory of some 14,000 entries.
 */
export async function loadDirectory(
  source: ArchiveBytes,
  options: Required<ZipOptions>,
  call: CallOptions,
): Promise<Loaded> {
  const { bytes: tail, size, version } = await readTail(source, call);
  const end = findEnd(tail);
  // Where nothing lies between directory and end records, the directory tells where the tail begins.
  const start = size === undefined ? (end?.expectedAt ?? 0) - (end?.from ?? 0) : size - tail.length;
  if (!end) return search(source, options, call);
  try {
    if (end.expectedAt !== start + end.from) {
      throw garbled(
        source.name,
        `its end record should lie at byte ${end.expectedAt}, and lies at ${start + end.from}.`,
      );
    }
    const directory = await readDirectory(source, end, { bytes: tail, start, version }, options, call);
    return { ...directory, version, trailing: 0 };
  } catch (error) {
    if (!isZarrError(error) || !error.fields["garbled"]) throw error;
    return search(source, options, call, error);
  }
}

/** Loaded when it is needed, which it hardly ever is. */
async function search(...given: Parameters<typeof searchDirectory>): Promise<Loaded> {
  return (await import("./search-directory.js")).searchDirectory(...given);
}

async function readTail(source: ArchiveBytes, call: CallOptions) {
  const known = source.traits.suffixRanges === false ? await present(source, source.size(call)) : undefined;
  const length = Math.min(Math.max(leastTail, Math.floor((known ?? 0) / 256)), 2 ** 20);
  const range = known === undefined ? { suffix: length } : { offset: Math.max(0, known - length), length };
  const { pieces, version } = await present(source, source.read([range], call));
  const bytes = pieces[0]!;
  // Less than was asked for is all there is.
  return { bytes, version, size: known ?? (bytes.length < length ? bytes.length : undefined) };
}

/** The directory of an end record, from a part of the archive that holds the record, and from the archive where it begins before that. */
export async function readDirectory(
  source: ArchiveBytes,
  end: EndRecord,
  part: { readonly bytes: Bytes; readonly start: number; readonly version: Version | undefined },
  { directoryLimit }: Required<ZipOptions>,
  call: CallOptions,
): Promise<Directory> {
  const { directoryOffset, directorySize, isWhole, expectedAt } = end;
  if (!isWhole) throw refused(source.name, "is one part of several: join them to one file first.", "unsupported");
  if (!(directoryOffset + directorySize <= expectedAt)) {
    throw garbled(source.name, "its directory does not lie before its end record.");
  }
  if (directorySize > directoryLimit) {
    const problem = `has a directory of ${directorySize} bytes, more than the ${directoryLimit} allowed: raise directoryLimit if you trust it.`;
    throw refused(source.name, problem, "limit-exceeded");
  }
  const from = directoryOffset - part.start;
  const inPart = part.bytes.subarray(Math.max(0, from), Math.max(0, from + directorySize));
  if (inPart.length === directorySize) return parseDirectory(inPart.slice(), end, source.name);
  const range = { offset: directoryOffset, length: directorySize - inPart.length };
  const { pieces } = await present(source, source.read([range], { ...call, version: part.version }));
  const bytes = new Uint8Array(directorySize);
  bytes.set(pieces[0]!.subarray(0, range.length));
  bytes.set(inPart, range.length);
  return parseDirectory(bytes, end, source.name);
}
