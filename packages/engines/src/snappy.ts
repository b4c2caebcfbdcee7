export { decodeSnappy } from "./snappy-decode.js";
export { encodeSnappy } from "./snappy-encode.js";
