export {
  defaultZstdLevel,
  encodeZstdNode,
  encodeZstdScript,
  leastScriptLevel,
  type ZstdEncode,
} from "./zstd-encode.js";
export { loadZstd, type Zstd } from "./zstd-engine.js";
export { type ZstdFrame, zstdFrames } from "./zstd-frame.js";
export { loadZstdDecode, type ZstdDecode } from "./zstd-road.js";
