import type { CodecPlugin } from "@zarrkit/plugin-api";

/**
 * Bytes as text: base64 with padding, without line breaks.
 *
 * - Specification: RFC 4648, section 4; https://numcodecs.readthedocs.io/en/stable/other/base64.html
 * - Names: `numcodecs.base64`; v2 id `base64`
 * - Configuration: none
 * - Checked against: numcodecs
 */
export function base64(): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "numcodecs.base64",
    stage: "bytes-bytes",
    usesTools: false,
    load: () => import("./codec.js"),
  };
}
