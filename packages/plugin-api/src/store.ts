/**
 * Stores: a capability is a method. A read-only store has no `set`, a store without ranges no `getRange`; core looks
 * for the method and chooses its road by what is there. Rules: zarr-specs v3.1, "Abstract store interface".
 */

/** Bytes handed over for reading. They may be shared, and a view at any offset: never write to them. */
export type Bytes = Uint8Array;

/** A path of segments joined by "/", without a leading or trailing slash; "" is the root and never a value. */
export type Key = string;

/**
 * Which bytes of a value. Without `length`: to the end. `{ suffix }`: that many bytes at the end, the whole value when
 * it is shorter.
 */
export type ByteRange = { readonly offset: number; readonly length?: number } | { readonly suffix: number };

export interface CallOptions {
  /** When it aborts, the call rejects with `signal.reason` itself. */
  readonly signal?: AbortSignal | undefined;
  /** Larger is sooner. Default 0. */
  readonly priority?: number | undefined;
  /** What is stored now, and nothing that a layer has kept: for who reads to change and write back. */
  readonly fresh?: boolean | undefined;
}

/** Opaque token of one stored state of a value: an ETag, inode and time, a generation, a counter. */
export type Version = string;

export interface WriteOptions extends CallOptions {
  /** Write only if the value is absent, or still has this version; otherwise the store throws `conflict`. */
  readonly onlyIf?: "absent" | { readonly version: Version } | undefined;
}

export interface Readable {
  /** The whole value, or `undefined` when there is none. The caller owns nothing: it must not write to the bytes. */
  get(key: Key, options?: CallOptions): Promise<Bytes | undefined>;
}

export interface RangeReadable {
  /** Exactly the bytes asked for, fewer only at the end of the value; `undefined` when there is no value. */
  getRange(key: Key, range: ByteRange, options?: CallOptions): Promise<Bytes | undefined>;
  /** The ranges in the order asked, all of one stored version, or `conflict` where the store can tell. */
  getRanges?(key: Key, ranges: readonly ByteRange[], options?: CallOptions): Promise<readonly Bytes[] | undefined>;
  /**
   * The ranges and the version they are of; `undefined` where this value's cannot be told. With `version`: of that version,
   * else `conflict`, so that an index read before and the data it points to are of one state of the value. `size`: bytes of
   * the whole value, where the store learns them without asking for them: a value of another size than expected is noticed.
   *
   * A store that has `getVersioned` should have this too. Without it a shard is read whole, by one `get`, however little of it
   * is wanted, and whole before a part of it is written: an index and the data it points to, asked for one after the other,
   * could be of two states, and nothing would tell. (`traits.immutable` says that there is but one state.)
   */
  getRangesVersioned?(
    key: Key,
    ranges: readonly ByteRange[],
    options?: CallOptions & { readonly version?: Version | undefined },
  ): Promise<VersionedRanges | undefined>;
  /** Bytes of the value; `undefined` when there is none. */
  size(key: Key, options?: CallOptions): Promise<number | undefined>;
}

export interface VersionedRanges {
  readonly pieces: readonly Bytes[];
  readonly version: Version | undefined;
  readonly size?: number | undefined;
}

export interface Versioned {
  getVersioned(key: Key, options?: CallOptions): Promise<{ bytes: Bytes; version: Version } | undefined>;
}

export interface Writable {
  /** Stores a copy or keeps nothing: the bytes stay the caller's, who may change them after the call. */
  set(key: Key, bytes: Bytes, options?: WriteOptions): Promise<void>;
  /** Deleting a key that is not there is no error. */
  delete(key: Key, options?: WriteOptions): Promise<void>;
}

/** A direct child of a prefix: a value (`prefix: false`) or more keys below (`prefix: true`). A name can be both. */
export interface Child {
  readonly name: string;
  readonly prefix: boolean;
}

export interface Listable {
  /** Every key below a prefix. The prefix is "" or ends with "/", so that "a/" never matches "ab/c". */
  list(prefix: string, options?: CallOptions): AsyncIterable<Key>;
  listChildren(prefix: string, options?: CallOptions): AsyncIterable<Child>;
}

/** For workers, where waiting costs nothing and a synchronous file read is many times cheaper. */
export interface SyncReadable {
  getSync(key: Key): Bytes | undefined;
  /** With `into`, the bytes are written there and a view of it is returned. */
  getRangeSync?(key: Key, range: ByteRange, into?: Bytes): Bytes | undefined;
}

export interface Closable {
  /** Resolves when everything written before is durable. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreTraits {
  /** How many calls at once pay; core keeps below it. */
  readonly concurrency?: number;
  /** Ranges closer than this many bytes are asked for as one. */
  readonly coalesceGap?: number;
  /** False where a suffix range is dear or fails (a cross-origin page); core then asks for `size` first. */
  readonly suffixRanges?: boolean;
  /** Values never change: caches need no revalidation. */
  readonly immutable?: boolean;
  /** A reader never sees half a `set`. */
  readonly atomicWrites?: boolean;
  readonly conditionalWrites?: "none" | "create" | "version";
  /** URL by which another registry (a worker's) opens the same store; absent when only this instance can read it. */
  readonly location?: string;
}

export type StoreMethods = Readable &
  Partial<RangeReadable & Versioned & Writable & Listable & SyncReadable & Closable>;

export type Store = StoreMethods & { readonly traits?: StoreTraits };

/** A plain `Map` is a store too: core wraps it. */
export type StoreLike = Store | Map<Key, Bytes>;

/** A node's place: a path (no slashes at the ends; "" is the root) in a store. */
export interface Place {
  readonly store: StoreLike;
  readonly path: string;
}
