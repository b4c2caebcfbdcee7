import type { Codec, DataTypePlugin, Extension } from "@zarrkit/plugin-api";
import type { Attributes } from "../metadata/array-metadata.js";
import type { SourceOptions } from "./source.js";

export interface CreateOptions extends SourceOptions {
  readonly attributes?: Attributes | undefined;
  /** Replaces what is there, with all that lies below it. Default `false`: an existing node is a `conflict`. */
  readonly overwrite?: boolean | undefined;
}

export interface CreateArrayOptions<T = string | Extension | DataTypePlugin | readonly unknown[]>
  extends CreateOptions {
  /** Elements per axis, outermost first. */
  readonly shape: readonly number[];
  /**
   * As v3 names it, or a plugin's value. For v2 also NumPy's list of fields, `[["a", ">i2"], ["b", "|u1", [3]]]`, and for
   * objects `"json"` or `{ name: "vlen-array", configuration: { data_type } }` beside their object codec.
   */
  readonly dataType: T;
  /**
   * Elements of one chunk per axis. A list in place of a number gives the lengths along that axis one by one (a rectilinear
   * grid, v3 only). Default "auto": about 1 MiB.
   */
  readonly chunks?: readonly (number | readonly number[])[] | "auto" | undefined;
  /**
   * Elements of one shard per axis, multiples of `chunks`: chunks are then stored many to a value (`sharding_indexed`), and
   * `codecs` say how each is stored. "auto": up to 64 MiB. Needs @zarrkit/codec-sharding registered. v3 only.
   */
  readonly shards?: readonly number[] | "auto" | undefined;
  /**
   * In encoding order, in v3's names and spelling also for v2. Where none makes bytes of the array, the one that the data type
   * needs is put in: `bytes`, `vlen-utf8` or `vlen-bytes`.
   */
  readonly codecs?: readonly Codec[] | undefined;
  /** Default: the type's zero. For v2 `null`: contents of missing chunks are not defined. */
  readonly fillValue?: unknown;
  /** For v2 they go into the attribute `_ARRAY_DIMENSIONS`. */
  readonly dimensionNames?: readonly (string | null)[] | undefined;
  /** How chunk keys are spelled. Default: "c/0/1" for v3, "0.1" for v2, where only the separator can be chosen. */
  readonly chunkKeyEncoding?:
    | string
    | { readonly name: string; readonly separator?: "/" | "."; readonly configuration?: Extension["configuration"] }
    | undefined;
}
