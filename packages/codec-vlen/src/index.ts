export * from "./base64/index.js";
export * from "./json2/index.js";
export * from "./msgpack2/index.js";
export * from "./vlen/index.js";
export * from "./vlen-array/index.js";
export * from "./vlen-bytes/index.js";
export * from "./vlen-utf8/index.js";
export * from "./vlen-v2/index.js";
