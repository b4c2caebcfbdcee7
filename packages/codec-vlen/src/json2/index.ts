import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface Json2Options {
  readonly encoding?: "utf-8" | "ascii";
  readonly ensure_ascii?: boolean;
  readonly allow_nan?: boolean;
  readonly sort_keys?: boolean;
  readonly indent?: number | string | null;
  readonly separators?: readonly [item: string, key: string];
}

/**
 * Elements that are whatever JSON can say, as JSON text. Integers beyond 2^53 are `bigint`; NaN and infinities are kept.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/json.html
 * - Names: v2 id `json2` (data type "|O"); `numcodecs.json2`; v2 id `json`, its predecessor, which kept no shape
 * - Configuration: the arguments of Python's JSONEncoder, `encoding` and `strict`
 * - Checked against: numcodecs
 */
export function json2(options: Json2Options = {}): CodecPlugin<"array-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.json2",
    aliases: ["numcodecs.json"],
    stage: "array-bytes",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
