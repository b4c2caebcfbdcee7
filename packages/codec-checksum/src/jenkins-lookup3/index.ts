import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface JenkinsLookup3Options {
  /** What the hash starts from: an integer below 2^32; default 0. */
  readonly initval?: number;
  /** Bytes, each 0 to 255, that are hashed before the data and not stored. */
  readonly prefix?: readonly number[];
}

/**
 * Bob Jenkins' lookup3 hash of the data as HDF5 computes it, 4 bytes little-endian, appended; verified at every decode.
 *
 * - Specification: https://numcodecs.readthedocs.io/en/stable/checksum32.html
 * - Names: `numcodecs.jenkins_lookup3`; v2 id `jenkins_lookup3`
 * - Configuration: `{ "initval": 0, "prefix": null }`
 * - Checked against: numcodecs
 */
export function jenkinsLookup3(options: JenkinsLookup3Options = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.jenkins_lookup3",
    stage: "bytes-bytes",
    usesTools: false,
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
