export { decodeZstd } from "./zstd-decode.js";
export { loadZstd, type Zstd } from "./zstd-engine.js";
export { type ZstdFrame, zstdFrames } from "./zstd-frame.js";
export { loadZstdDecode, loadZstdRoad, type ZstdDecode, type ZstdRoad } from "./zstd-road.js";
