export { decodeBz2 } from "./bz2-decode.js";
export { encodeBz2 } from "./bz2-encode.js";
