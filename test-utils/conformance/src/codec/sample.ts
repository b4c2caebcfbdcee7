import type { Bytes, BytesSpec, ChunkSpec, Elements, Fill, Stage } from "@zarrkit/plugin-api";

interface Common {
  /** Starts the names of its cases: "level 3", "big-endian float64". */
  readonly name: string;
  /** The configuration as a document holds it. Default: the plugin's own. */
  readonly configuration?: Readonly<Record<string, unknown>> | undefined;
  /** The format of that document. Default 3. */
  readonly format?: 2 | 3;
  /** The name it stands under there. Default: the plugin's. */
  readonly as?: string;
  /** Encoding must give exactly `encoded`: for formats that leave no choice. Default: array → array codecs only. */
  readonly canonical?: boolean;
}

/** Of a bytes → bytes codec. */
export interface BytesSample extends Common {
  readonly decoded: Bytes;
  /** The same bytes as other implementations encoded them. */
  readonly encoded?: Bytes | readonly Bytes[];
  /** Default: exactly `decoded.length` bytes of elements of one byte. */
  readonly spec?: BytesSpec;
  /** The encoded form carries a checksum over everything, so damage is always seen. */
  readonly verified?: boolean;
}

/** Of an array → bytes codec. */
export interface ArrayBytesSample extends Common {
  readonly spec: ChunkSpec;
  /** The elements of the chunk in C order, in the data type's container. */
  readonly decoded: Elements;
  readonly encoded?: Bytes | readonly Bytes[];
  readonly verified?: boolean;
}

/** Of an array → array codec. */
export interface ArraySample extends Common {
  readonly spec: ChunkSpec;
  /** What decoding gives, C order. */
  readonly decoded: Elements;
  /** What encoding gives, C order of the encoded array, as other implementations have it. */
  readonly encoded?: Elements;
  /** What is encoded, where a lossy codec does not give it back. Default `decoded`. */
  readonly original?: Elements;
  /** The form of the encoded array, as far as the sample knows it. */
  readonly encodedSpec?: { readonly shape?: readonly number[]; readonly dataType?: string; readonly fillValue?: Fill };
}

export interface SampleOf {
  "array-array": ArraySample;
  "array-bytes": ArrayBytesSample;
  "bytes-bytes": BytesSample;
}

export type Sample<S extends Stage> = SampleOf[S];

/** A configuration that must be refused. */
export interface RefusedConfiguration {
  readonly name: string;
  readonly configuration: unknown;
  readonly format?: 2 | 3;
  readonly as?: string;
  /** Where the error's path must point, below the codec's own: "level". Default: anywhere at or below it. */
  readonly field?: string;
  /** With a spec, binding must refuse what parsing alone cannot see. */
  readonly spec?: ChunkSpec | BytesSpec;
}

export function listOf<T extends Bytes>(encoded: T | readonly T[] | undefined): readonly T[] {
  if (encoded === undefined) return [];
  return encoded instanceof Uint8Array ? [encoded as T] : (encoded as readonly T[]);
}
