import { loadZstdEncodeEngine } from "./zstd-encode-engine.js";
import { encodeZstdNode } from "./zstd-encode-node.js";
import type { ZstdEncode } from "./zstd-script.js";

export type { ZstdEncode };

/** Node's own encoder, where it has one, else our engine. */
export async function loadZstdEncode(): Promise<ZstdEncode> {
  return encodeZstdNode ?? loadZstdEncodeEngine();
}
