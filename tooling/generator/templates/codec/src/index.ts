import type { CodecPlugin } from "@zarrkit/plugin-api";

export interface SampleNameOptions {
  /** From 0 to 255. Default 255. */
  readonly mask?: number;
}

/**
 * Replaces each byte by its exclusive or with a mask.
 *
 * - Specification: the link to it
 * - Names: `sample-name`
 * - Stage: bytes → bytes; the length stays
 * - Configuration: `{ "mask": 255 }`
 * - Checked against: the implementations that wrote the samples of `test/contract.test.ts`
 */
export function sampleName(options: SampleNameOptions = {}): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "sample-name",
    stage: "bytes-bytes",
    configuration: { ...options },
    load: () => import("./codec.js"),
  };
}
