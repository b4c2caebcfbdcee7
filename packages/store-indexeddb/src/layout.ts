import { type Key, type Version, ZarrError } from "@zarrkit/plugin-api";

/**
 * What lies in a database. `entries` has one record for each value, under its key; a value longer than a block lies in
 * `blocks`, cut into pieces of `blockLength`, under [key, 0], [key, 1] … so that a range reads only the blocks it touches.
 * The names say whose the database is, and would change with the layout.
 */
export const entries = "zarrkit-entries";
export const blocks = "zarrkit-blocks";

/** Smaller blocks cost more per byte, larger ones more per range: in Chromium 256 KiB read whole values as fast as any. */
export const blockLength = 262_144;

export interface Entry {
  readonly version: Version;
  readonly size: number;
  /** The value, where it fits into one block. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

/** Lays out a database that holds nothing yet. */
export function layOut(database: IDBDatabase): void {
  database.createObjectStore(entries);
  database.createObjectStore(blocks);
}

/** Whether a database is laid out (true), still empty (false), or somebody else's (an error). */
export function isLaidOut({ name, objectStoreNames }: IDBDatabase): boolean {
  if (objectStoreNames.contains(entries) && objectStoreNames.contains(blocks)) return true;
  if (objectStoreNames.length === 0) return false;
  const found = [...objectStoreNames].join(", ");
  throw new ZarrError(
    "unsupported",
    `The IndexedDB database ${JSON.stringify(name)} is somebody else's (it holds ${found}): choose another name.`,
    { fields: { database: name } },
  );
}

/** The keys of the blocks of a value, from the first to the last, both included. */
export function blocksOf(key: Key, first = 0, last = Number.POSITIVE_INFINITY): IDBKeyRange {
  return IDBKeyRange.bound([key, first], [key, last]);
}
