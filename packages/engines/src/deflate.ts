import { deflateScript } from "./deflate-script.js";
import { nodeZlib } from "./node-zlib.js";

/** zlib's own default, which numcodecs spells −1. */
export const defaultLevel = 6;

/** Encodes as one raw DEFLATE stream; `level` is 0 (stored) to 9. Node's zlib does it where there is one. */
export const deflateRaw: (source: Uint8Array, level: number) => Uint8Array = nodeZlib
  ? (source, level) => nodeZlib!.deflateRawSync(source, { level })
  : deflateScript;
