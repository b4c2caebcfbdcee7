import type { Elements, Size, View } from "./array.js";
import type { Bytes } from "./store.js";

/** Where a name was found: which format, under which name, at which path of the document (for errors). */
export interface Origin {
  readonly name: string;
  readonly format: 2 | 3;
  readonly path: string;
}

/**
 * A fill value that loses nothing: for types of fixed size `itemSize` bytes, little-endian (a number could not carry a
 * NaN's payload); for other types the scalar itself. `undefined`: contents of missing chunks are not defined (v2 null).
 */
export type Fill = Bytes | unknown;

export type ByteOrder = "little" | "big";

/** One data type: what is stored, and which JavaScript container holds it. */
export interface DataType<Name extends string = string, D extends Elements = Elements, Scalar = unknown> {
  /** The v3 name (`"uint16"`), whatever the format of the document. */
  readonly name: Name;
  /** v3 configuration of the type, for types that have one. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** Stored bytes of one element; `undefined` when it varies. */
  readonly itemSize: number | undefined;
  /** Entries of `data` that make one element. Default 1. */
  readonly lanes?: number;
  /** Bytes that swap together when the byte order changes: 4 for complex64. Default `itemSize`; 1 means order is moot. */
  readonly swapSize?: number;

  /** A container for that many elements, zeroed; on a `SharedArrayBuffer` if asked and the container is a typed array. */
  allocate(elements: number, shared?: boolean): D;

  /**
   * A fill value from JSON. Integers of the document arrive as `bigint`, numbers with a fraction or an exponent as
   * `number`, so that 18446744073709551615 is exact and 1.0 is told from 1. Throws `invalid-metadata` naming `origin.path`.
   */
  fillFromJson(json: unknown, origin: Origin): Fill;
  /** The reverse: `bigint` for JSON integers, `number` for JSON numbers with a fraction. */
  fillToJson(fill: Fill, format: 2 | 3): unknown;
  /** A fill value from what a user passes (`0`, `NaN`, `"x"`); throws `invalid-argument` when it is not of the type. */
  fillFromScalar(value: Scalar): Fill;

  /** Stored bytes, C order, exactly as many as `destination` has elements → elements. Throws `codec-failed` on bytes that are no value. */
  load(source: Bytes, byteOrder: ByteOrder, destination: View<D>): void;
  /** Elements → stored bytes, C order. Throws `invalid-argument` for elements the type cannot hold. */
  store(source: View<D>, byteOrder: ByteOrder, destination: Bytes): void;
  /**
   * Where the container's memory is the stored little-endian layout itself: the container over these bytes without a
   * copy. Called only with bytes aligned to the container's entries. Absent for types that must be converted.
   */
  over?(bytes: Bytes): D;

  /** One element as a JavaScript value; `index` counts entries of `data`. */
  scalar(data: D, index: number): Scalar;
  /** Writes one JavaScript value; throws `invalid-argument` when it is not of the type. */
  setScalar(data: D, index: number, value: Scalar): void;
}

/** The form of the array at one point of a codec chain. Data type, shape and fill value are threaded stage by stage. */
export interface ChunkSpec {
  readonly shape: readonly number[];
  readonly dataType: DataType;
  readonly fillValue: Fill;
  /** The byte order that a v2 document put into its data type; the `bytes` codec stores in it. */
  readonly byteOrder?: ByteOrder;
}

/** The form of the bytes at one point of a codec chain. */
export interface BytesSpec {
  readonly size: Size;
  /** Bytes of one element of the array these bytes came from: what blosc calls typesize. */
  readonly elementSize: number;
}
