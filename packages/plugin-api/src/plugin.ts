import type { Elements, Region, View } from "./array.js";
import type { BoundCodec, BytesToBytes, Pipeline, Stage } from "./codec.js";
import type { BytesSpec, ChunkSpec, DataType, Origin } from "./data-type.js";
import type { ChunkGrid, ChunkKeyEncoding } from "./grid.js";
import type { CallOptions, Place, Store } from "./store.js";

/**
 * Plugins: a light value that names things, and a heavy module behind `load()`, the only dynamic import. The same value
 * reads (registered) and writes (`codecs: [zstd({ level: 3 })]`).
 */
export interface Plugin {
  readonly kind: string;
  /** Version of this interface. A registry refuses another with `plugin-version`. */
  readonly api: 1;
  /** The name found in documents. */
  readonly name: string;
  /** Further names that mean the same; a v2 id `x` is looked up as `numcodecs.x` first, then as `x`. */
  readonly aliases?: readonly string[];
  /** Codecs that this one's configuration names: those given as plugins are found wherever this one is. */
  readonly brings?: readonly unknown[];
}

/** An entry of a codec list, or any other named extension of a document. */
export interface Extension {
  readonly name: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** What one chunk of a grid contributes to a region. */
export interface Part {
  /** Grid position of the chunk. */
  readonly position: readonly number[];
  /** The elements wanted, in the chunk's own indices; `undefined`: all of it. */
  readonly region: Region | undefined;
  /** Where they go, in indices of the region. */
  readonly target: Region;
}

/** What core hands a codec at `bind`, so that codecs share its kernels without importing it. */
export interface Tools {
  /**
   * Binds an inner codec list (sharding). `origin` names the list by its place in the document: there errors lie, and there it is
   * written completed when an array is created.
   */
  bindPipeline(codecs: readonly Extension[], spec: ChunkSpec, origin: Origin): Promise<Pipeline>;
  /** Binds an inner list of bytes → bytes codecs, or a part of one: that which begins at place `first` of the list at `origin`. */
  bindBytes(codecs: readonly Extension[], spec: BytesSpec, origin: Origin, first?: number): Promise<BytesToBytes>;
  /** Resolves a data type's name or JSON, for codecs whose configuration holds one. */
  dataType(
    json: unknown,
    origin: Origin,
  ): Promise<{ readonly dataType: DataType; readonly byteOrder?: "little" | "big" }>;
  /** Copies between views of equal shape and container type; they must not overlap. */
  copy(source: View, destination: View): void;
  /** A zeroed C-order array of that shape and type. */
  scratch(spec: ChunkSpec): View;
  /** Sets every element of a view to the spec's fill value. */
  fill(spec: ChunkSpec, destination: View): void;
  /** True when every element of a C-order array (as `scratch` gives) is the spec's fill value, bit for bit. */
  isFill(spec: ChunkSpec, source: View): boolean;
  /** The chunks of a regular grid over `shape` that a region touches, in C order. */
  partition(shape: readonly number[], chunkShape: readonly number[], region: Region): Iterable<Part>;
  /**
   * For asynchronous modes, between two pieces of work: a promise of the next turn of the event loop once this one has been
   * long, so that pages stay alive and aborts are heard.
   */
  takeTurns(): Promise<void> | undefined;
  readonly limits: Limits;
  /** True while an array is created: a codec then loads what only writing needs, and refuses what it could not write. */
  readonly creates?: boolean;
}

/** Bounds that protect against hostile documents; a user can raise them. Exceeding one is `limit-exceeded`. */
export interface Limits {
  /** Bytes that one chunk may decode to. */
  readonly decodedBytes: number;
  /** Entries of one shard index. */
  readonly indexEntries: number;
}

export type SpecOf<S extends Stage> = S extends "bytes-bytes" ? BytesSpec : ChunkSpec;

export interface CodecModule<C = unknown, S extends Stage = Stage> {
  /** Checks a configuration as found in a document; throws `invalid-metadata` with `origin.path`. */
  parse(configuration: unknown, origin: Origin): C;
  /** The configuration to write for `target.format` under `target.name`, completed from the spec (typesize …). */
  toConfiguration(config: C, target: Origin, spec: SpecOf<S>): Readonly<Record<string, unknown>>;
  bind(config: C, spec: SpecOf<S>, tools: Tools): BoundCodec[S] | Promise<BoundCodec[S]>;
}

export interface CodecPlugin<S extends Stage = Stage> extends Plugin {
  readonly kind: "codec";
  /** In the light value, so that the order of a codec list is checked before any engine is loaded. */
  readonly stage: S;
  /** What the user asked for, in v3 spelling; parsed like a document's when an array is created. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /**
   * True for an array → array codec that encodes to another shape than it is given: what lies behind it, as the chunks inside of
   * shards, are then no chunks of the array, and none are told. In the light value, so that it is known before a codec is loaded.
   */
  readonly changesShape?: boolean;
  /** False: `bind` makes no use of its tools, and core need not load them. */
  readonly usesTools?: boolean;
  load(): Promise<CodecModule<any, S>>;
}

export interface DataTypePlugin<N extends string = string, D extends Elements = Elements, V = unknown> extends Plugin {
  readonly kind: "data-type";
  readonly name: N;
  /** What the user asked for, in v3 spelling; parsed like a document's when an array is created. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  load(): Promise<{
    parse(
      configuration: unknown,
      origin: Origin,
      tools: Pick<Tools, "dataType">,
    ): DataType<N, D, V> | Promise<DataType<N, D, V>>;
  }>;
}

export interface ChunkGridPlugin extends Plugin {
  readonly kind: "chunk-grid";
  load(): Promise<{ parse(configuration: unknown, arrayShape: readonly number[], origin: Origin): ChunkGrid }>;
}

export interface ChunkKeyEncodingPlugin extends Plugin {
  readonly kind: "chunk-key-encoding";
  load(): Promise<{ parse(configuration: unknown, origin: Origin): ChunkKeyEncoding }>;
}

export interface StorageTransformerPlugin extends Plugin {
  readonly kind: "storage-transformer";
  load(): Promise<{ wrap(inner: Store, configuration: unknown, origin: Origin): Store | Promise<Store> }>;
}

export interface OpenTools {
  /** Opens another URL through the same registry. */
  resolve(url: string, options?: CallOptions): Promise<Place>;
  readonly signal?: AbortSignal | undefined;
}

export interface StorePlugin extends Plugin {
  readonly kind: "store";
  /** URL schemes without the colon: `["http", "https"]`. "" stands for plain paths. */
  readonly schemes: readonly string[];
  load(): Promise<{ open(url: string, tools: OpenTools): Promise<Place> }>;
}

/** `root|name:path`: a store inside a value or below a prefix of another. */
export interface AdapterPlugin extends Plugin {
  readonly kind: "adapter";
  /** File endings that choose the adapter when the URL names none: `[".zip"]`. */
  readonly suffixes?: readonly string[];
  load(): Promise<{ open(inner: Place, path: string, tools: OpenTools): Promise<Place> }>;
}

/** A plugin of any kind, told apart by `kind`. */
export type AnyPlugin =
  | CodecPlugin
  | DataTypePlugin<any, any, any>
  | ChunkGridPlugin
  | ChunkKeyEncodingPlugin
  | StorageTransformerPlugin
  | StorePlugin
  | AdapterPlugin;

/** The shared registry's state, under `Symbol.for("zarrkit.registry")`: data only; each copy of core brings its own functions. */
export interface SharedEntries {
  readonly api: 1;
  readonly plugins: AnyPlugin[];
}
