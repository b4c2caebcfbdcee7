import type { Bytes, Key } from "@zarrkit/plugin-api";

/** A value in the archive, by what the directory tells of it. */
export interface Entry {
  readonly key: Key;
  /** Position of its local header in the archive. */
  readonly offset: number;
  /** Bytes in the archive, after the local header. */
  readonly compressedSize: number;
  /** Bytes of the value. */
  readonly size: number;
  readonly crc: number;
  readonly method: number;
  readonly flags: number;
  /** Where what follows in the archive begins: another entry, or the directory. */
  readonly limit: number;
  /** The directory that its header stands in, and where: all that a header says outlives a new directory. */
  readonly directory: Bytes;
  readonly from: number;
  readonly to: number;
}

/** The header of an entry in the directory, as it stands there. */
export function headerOf({ directory, from, to }: Entry): Bytes {
  return directory.subarray(from, to);
}

/** What the end of the archive says about all of it. */
export interface Directory {
  readonly entries: ReadonlyMap<Key, Entry>;
  /** Headers of folders, which hold nothing: kept when the directory is written anew. */
  readonly folders: readonly Bytes[];
  readonly comment: Bytes;
  /** Bytes of the directory with its end records. */
  readonly length: number;
  /** Position after the last end record: the length of a sound archive. */
  readonly end: number;
}

/** Token of one stored state: bytes are never overwritten, so place and checksum together stand for the content. */
export function versionOf(entry: Entry): string {
  return `${entry.offset.toString(36)}-${entry.crc.toString(36)}-${entry.size.toString(36)}`;
}
