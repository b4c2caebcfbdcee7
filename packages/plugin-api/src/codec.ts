import type { Region, Size, View } from "./array.js";
import type { ChunkSpec } from "./data-type.js";
import type { ByteRange, Bytes } from "./store.js";

/**
 * Codecs bound to one chunk spec. All waiting happens before: in `load()` and `bind()`. A bound codec has a synchronous
 * mode, an asynchronous one, or both; a pipeline of synchronous stages is one synchronous function.
 *
 * Buffer law: a source is never written to; a destination is written only by the codec it was handed to; a codec may
 * return a view of its source and then says so (`result: "source"`). No codec writes or allocates beyond its bound.
 */

/** At least one mode. Below `asyncFrom` bytes, or where everything else is synchronous, the synchronous one is taken. */
export type Modes<S, A> = (S & Partial<A>) | (Partial<S> & A);

export interface SyncBytes {
  /**
   * `size` is how many bytes must come out (`exact`) or may at most (`atMost`): more is `codec-failed`, before it is
   * allocated. With `out` (`size.exact` bytes long) the result is written there and `out` is returned.
   */
  decode(source: Bytes, size: Size, out?: Bytes): Bytes;
  encode(source: Bytes): Bytes;
}

export interface AsyncBytes {
  decodeAsync(source: Bytes, size: Size, signal?: AbortSignal): Promise<Bytes>;
  encodeAsync(source: Bytes, signal?: AbortSignal): Promise<Bytes>;
  /** Decoded bytes from which the asynchronous mode pays. */
  readonly asyncFrom: number;
}

/** A value that is read by ranges; each read answers exactly the ranges asked, in order. */
export interface ByteSource {
  readonly size: number | undefined;
  read(ranges: readonly ByteRange[], signal?: AbortSignal): Promise<readonly Bytes[]>;
}

export type BytesToBytes = Modes<SyncBytes, AsyncBytes> & {
  /** The bound of the encoded form, given that of the decoded one. */
  encodedSize(decoded: Size): Size;
  /**
   * What a decoded result is. "fresh" (default): the caller's. "source": it may be a view of the source. "borrowed": it
   * lies in the engine's memory; it is read before any other codec is called and before any `await`. The codec that is called
   * next may get it as its source, where it lies: one that lends its memory never works over a source that lies there.
   */
  readonly result?: "fresh" | "source" | "borrowed";
  /** Decodes only the blocks that hold these bytes of the decoded form; answers exactly `part.length` bytes. */
  decodePart?(source: Bytes, part: { readonly offset: number; readonly length: number }, out?: Bytes): Bytes;
  /** The decoded form as a source of ranges, fetching only what is asked. */
  openPartial?(source: ByteSource): ByteSource;
};

/**
 * Layout codecs only permute: `layout` answers the encoded array over the same memory, or `undefined` where strides
 * cannot express it. Value codecs compute between two views, each of the shape of its own spec (or of the region and the
 * encoded region: when a part of a shard is read or written). Neither view may be kept.
 */
export type ArrayToArray = {
  readonly encodedSpec: ChunkSpec;
  /** The region of the encoded array that alone gives this region of the decoded one; `undefined`: all of it is needed. */
  encodedRegion?(region: Region): Region | undefined;
} & (
  | { layout(decoded: View): View | undefined }
  | {
      encode(source: View, destination: View): void;
      decode(source: View, destination: View): void;
      layout?: undefined;
    }
);

export interface EncodeOptions {
  /** Chunks inside the encoded one are stored though they hold nothing but the fill value. */
  readonly writeEmptyChunks?: boolean | undefined;
}

export interface SyncArray {
  encode(source: View, options?: EncodeOptions): Bytes;
  /** `destination` has the region's shape, or the chunk's when no region is given. */
  decodeInto(source: Bytes, destination: View, region?: Region): void;
}

export interface AsyncArray {
  encodeAsync(source: View, signal?: AbortSignal, options?: EncodeOptions): Promise<Bytes>;
  decodeIntoAsync(source: Bytes, destination: View, region?: Region, signal?: AbortSignal): Promise<void>;
}

export type ArrayToBytes = Modes<SyncArray, AsyncArray> & {
  readonly encodedSize: Size;
  /**
   * Uncompressed layouts: which bytes of the encoded form hold the region, in the order `decodeRanges` wants them;
   * `undefined` where that region can only be had from the whole.
   */
  ranges?(region: Region): readonly ByteRange[] | undefined;
  decodeRanges?(pieces: readonly Bytes[], destination: View, region: Region): void;
  /**
   * Sharding: core plans, fetches, caches, offloads; the codec reads the index and assembles shards. Of a codec that has both
   * modes the asynchronous one is used, which leaves others their turns between inner chunks (`tools.takeTurns`).
   */
  readonly subchunks?: Subchunks;
};

/** A chunk that is itself a grid of chunks, with an index. */
export interface Subchunks {
  /** Shape of one inner chunk, in elements. */
  readonly shape: readonly number[];
  /** Decodes and encodes one inner chunk; it may have subchunks again. */
  readonly pipeline: Pipeline;
  readonly indexRange: ByteRange;
  /** Verifies checksum and bounds; `valueSize` is the shard's size in bytes where it is known. */
  readIndex(bytes: Bytes, valueSize: number | undefined): SubchunkIndex;
  /** Position is that of the inner chunk in the grid inside the shard. `undefined`: nothing left, delete the value. */
  assemble(pieces: Iterable<{ readonly position: readonly number[]; readonly bytes: Bytes }>): Bytes | undefined;
}

export interface SubchunkIndex {
  /** Bytes within the value; `undefined`: the inner chunk is all fill value. */
  locate(position: readonly number[]): { readonly offset: number; readonly length: number } | undefined;
}

/** A whole codec list bound to one chunk spec: an array → bytes codec itself, so that pipelines nest. */
export type Pipeline = ArrayToBytes & {
  readonly spec: ChunkSpec;
  /** Set where array → array codecs stand before `subchunks`, which divide the array that these encode to. */
  readonly arrayCodecs?: ArrayCodecs;
};

/** Several array → array codecs as one, for who reads or writes parts of what they encode to. */
export interface ArrayCodecs {
  readonly encodedSpec: ChunkSpec;
  /** See `ArrayToArray`. */
  encodedRegion(region: Region): Region | undefined;
  /**
   * Where the encoded elements of a region go that `encodedRegion` can express; `finish` turns them into the destination's
   * once they are there.
   */
  decoding(destination: View, region: Region): { readonly view: View; finish(): void };
  /** The elements of a region encoded: the source itself seen through strides, or fresh memory. */
  encode(source: View, region: Region): View;
}

export interface BoundCodec {
  "array-array": ArrayToArray;
  "array-bytes": ArrayToBytes;
  "bytes-bytes": BytesToBytes;
}

export type Stage = keyof BoundCodec;
