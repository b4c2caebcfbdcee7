import { encodeZstdNode } from "./zstd-encode-node.js";
import { encodeZstdScript, type ZstdEncode } from "./zstd-script.js";

export type { ZstdEncode };

/** Node's own encoder, where it has one, else ours in plain TypeScript: for who cannot wait for an engine. */
export const encodeZstd: ZstdEncode = encodeZstdNode ?? encodeZstdScript;
