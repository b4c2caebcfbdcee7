export { decodeBloscLz } from "./blosclz-decode.js";
export { encodeBloscLz } from "./blosclz-encode.js";
