export { decodeLz4 } from "./lz4-decode.js";
export { encodeLz4, lz4Bound } from "./lz4-encode.js";
export { type Lz4, loadLz4 } from "./lz4-engine.js";
export { encodeLz4High } from "./lz4-high.js";
