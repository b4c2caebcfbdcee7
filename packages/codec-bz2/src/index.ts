import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface Bz2Configuration {
  /** 1 to 9: the size of the blocks that are compressed as one, in steps of 100 kB. Default 1, as in numcodecs. */
  readonly level?: number;
}

/**
 * bzip2, of one stream or several; the checksums of every block and stream are verified.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/compression/bz2.html
 * - Names: `numcodecs.bz2`; v2 id `bz2`
 * - Configuration: `{ "level": 1 }`
 * - Checked against: numcodecs (libbz2) and bzip2 1.0.8, both directions
 */
export function bz2(configuration: Bz2Configuration = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.bz2",
    stage: "bytes-bytes",
    configuration: { ...configuration },
    load: () => import("./codec.js"),
  };
}
