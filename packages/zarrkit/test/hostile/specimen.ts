import type { Bytes, Key } from "@zarrkit/plugin-api";

/** A sound store, small enough that thousands of damaged copies are read. */
export interface Specimen {
  readonly name: string;
  readonly values: ReadonlyMap<Key, Bytes>;
  /** What an adapter is asked for, where the hierarchy lies inside of a value: "a.zip|zip:". */
  readonly within?: string;
  /** Paths of arrays. */
  readonly arrays: readonly string[];
  /** Whether every chunk is covered by a checksum that tells of any change. */
  readonly covered?: boolean;
  /** Whether what is written reads the same. Default `true`. */
  readonly lossless?: boolean;
}

const document = /(^|\/)(zarr\.json|\.z(array|group|attrs|metadata)|[^/]*\.json)$/;

export function isDocument(key: Key): boolean {
  return document.test(key);
}
