import type { Codec, CodecPlugin } from "@zarrkit/plugin-api";

export type { Codec } from "@zarrkit/plugin-api";

export interface ConditionalOptions {
  /** Bytes → bytes codecs, in encoding order; each chunk applies those that do not make it larger. */
  readonly codecs: readonly Codec[];
  /** Bits before every chunk, a multiple of 8: room for codecs that are added later. Default: as few as there must be. */
  readonly headerBits?: number;
}

/**
 * conditional: bytes → bytes codecs that each chunk applies or skips; a header of a bit per codec says which.
 *
 * - Specification: zarr-extensions, codecs/conditional
 * - Names: `conditional`
 * - Configuration: `{ "codecs": [{ "name": "zstd", "configuration": { "level": 3 } }], "header_bits": 8 }`
 * - Checked against: chunks put together from the specification's words with codecs of numcodecs
 *
 * Without options it only reads: register it so.
 */
export function conditional(options?: ConditionalOptions): CodecPlugin<"bytes-bytes"> {
  return {
    kind: "codec",
    api: 1,
    name: "conditional",
    stage: "bytes-bytes",
    ...(options && written(options)),
    load: () => import("./codec.js"),
  };
}

function written({ codecs, headerBits }: ConditionalOptions) {
  return {
    configuration: { codecs, ...(headerBits !== undefined && { header_bits: headerBits }) },
    brings: codecs,
  };
}
