import type {
  ByteOrder,
  ChunkGrid,
  ChunkKeyEncoding,
  DataType,
  Fill,
  StorageTransformerPlugin,
} from "@zarrkit/plugin-api";
import type { Exact } from "../json/parse.js";
import type { CodecEntry } from "../pipeline/codec-list.js";

export type Attributes = Readonly<Record<string, unknown>>;

/** A document's object, as it was read: unknown tolerated fields survive a rewrite. */
export type Document = { readonly [key: string]: Exact };

/** What a v2 or v3 document says of an array, in one form. */
export interface ArrayMetadata {
  readonly format: 2 | 3;
  readonly shape: readonly number[];
  readonly dataType: DataType;
  /** v2 only: the byte order inside the data type. */
  readonly byteOrder?: ByteOrder | undefined;
  readonly grid: ChunkGrid;
  readonly keyEncoding: ChunkKeyEncoding;
  /** `undefined` (v2 `null`): the contents of missing chunks are not defined; they read as zeros. */
  readonly fillValue: Fill;
  readonly codecs: readonly CodecEntry[];
  /** The shape of the chunks inside a shard; absent for an array without shards. */
  readonly innerChunks?: readonly number[] | undefined;
  readonly attributes: Attributes;
  /** One name or `null` per axis. */
  readonly dimensionNames: readonly (string | null)[] | undefined;
  /** In the order in which they wrap the store: the reverse of the document's. */
  readonly storageTransformers: readonly {
    readonly plugin: StorageTransformerPlugin;
    readonly configuration: unknown;
  }[];
  readonly document: Document;
}

export interface GroupMetadata {
  readonly format: 2 | 3;
  readonly attributes: Attributes;
  readonly document: Document;
}
