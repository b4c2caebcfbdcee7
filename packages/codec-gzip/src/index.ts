export * from "./gzip/index.js";
export * from "./zlib/index.js";
