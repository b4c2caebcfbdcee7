import type { Region, View } from "./array.js";
import type { Extension } from "./plugin.js";
import type { ByteRange, Bytes, Key } from "./store.js";

/** Off the main thread: core hands chunks to a `ChunkDecoder`; `@zarrkit/workers` implements it. All is cloneable. */
export interface ChunkTask {
  readonly codecs: readonly Extension[];
  readonly format: 2 | 3;
  readonly shape: readonly number[];
  readonly dataType: Extension;
  readonly byteOrder?: "little" | "big";
  /** The fill value as JSON text, so that it crosses without loss. */
  readonly fillValue: string;
  /** Encoded bytes, which are transferred; or where the worker reads them itself. */
  readonly source: Bytes | { readonly location: string; readonly key: Key; readonly range?: ByteRange };
  readonly region?: Region;
  /** Memory shared with the caller; without it a fresh C-order buffer comes back. */
  readonly destination?: Omit<View, "data"> & { readonly buffer: SharedArrayBuffer };
}

export interface ChunkDecoder {
  readonly threads: number;
  decode(tasks: readonly ChunkTask[], signal?: AbortSignal): Promise<readonly (ArrayBuffer | undefined)[]>;
  close(): Promise<void>;
}
