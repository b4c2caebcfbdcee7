import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface Msgpack2Options {
  /** Stores numbers that are no integers in 32 bits. */
  readonly use_single_float?: boolean;
  /** Tells byte strings from text; default `true`. */
  readonly use_bin_type?: boolean;
  /** Reads text as byte strings. */
  readonly raw?: boolean;
}

/**
 * Elements that are whatever MessagePack can say: null, booleans, numbers, text, byte strings, lists, maps with text for
 * keys. Integers beyond 2^53 are `bigint`.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/msgpacks.html; https://github.com/msgpack/msgpack
 * - Names: v2 id `msgpack2` (data type "|O"); `numcodecs.msgpack2`
 * - Configuration: `{ "raw": false, "use_bin_type": true, "use_single_float": false }`
 * - Checked against: numcodecs
 */
export function msgpack2(options: Msgpack2Options = {}): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.msgpack2",
    stage: "array-bytes",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
