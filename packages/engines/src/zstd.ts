export { loadZstdDecode, type ZstdDecode } from "./zstd-decode.js";
export {
  defaultZstdLevel,
  encodeZstdNode,
  encodeZstdScript,
  leastScriptLevel,
  type ZstdEncode,
} from "./zstd-encode.js";
export { type ZstdFrame, zstdFrames } from "./zstd-frame.js";
