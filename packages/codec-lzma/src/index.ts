import type { CodecPlugin } from "@zarrkit/plugin-api";

/** One filter of a chain, as Python's `lzma` module names them. */
export type LzmaFilter =
  /** Differences between bytes `dist` apart, 1 to 256. */
  | { readonly id: 3; readonly dist?: number }
  /** LZMA2 (33), or LZMA1 (0x4000000000000001) in raw streams. */
  | {
      readonly id: 33 | bigint;
      readonly preset?: number;
      readonly dict_size?: number;
      readonly lc?: number;
      readonly lp?: number;
      readonly pb?: number;
    };

export interface LzmaConfiguration {
  /** 1: `.xz`, the default. 2: `.lzma`. 3: raw, which needs `filters`. */
  readonly format?: 1 | 2 | 3;
  /** What verifies a block of `.xz`: 0 nothing, 1 CRC-32, 4 CRC-64, 10 SHA-256. Default −1: CRC-64. */
  readonly check?: -1 | 0 | 1 | 4 | 10;
  /** 0 to 9: how large the dictionary is and how long matches are searched. Default 6. */
  readonly preset?: number | null;
  readonly filters?: readonly LzmaFilter[] | null;
}

/**
 * LZMA in the three containers that Python's `lzma` module has. Filters for machine code are refused by name.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/compression/lzma.html and
 *   https://tukaani.org/xz/xz-file-format.txt
 * - Names: `numcodecs.lzma`; v2 id `lzma`
 * - Configuration: `{ "format": 1, "check": -1, "preset": null, "filters": null }`
 * - Checked against: numcodecs and Python's lzma module (liblzma), both directions
 */
export function lzma(configuration: LzmaConfiguration = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.lzma",
    stage: "bytes-bytes",
    configuration: { ...configuration },
    load: () => import("./codec.js"),
  };
}
