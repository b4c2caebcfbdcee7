import { deflateSync } from "fflate";
import { nodeZlib } from "./node-zlib.js";

/** zlib's own default, which numcodecs spells −1. */
export const defaultLevel = 6;

/** Encodes as one raw DEFLATE stream; `level` is 0 (stored) to 9. */
export function deflateRaw(source: Uint8Array, level: number): Uint8Array {
  if (nodeZlib) return nodeZlib.deflateRawSync(source, { level });
  return deflateSync(source, { level: level as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 });
}
