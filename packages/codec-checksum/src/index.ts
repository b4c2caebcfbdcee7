export * from "./adler32/index.js";
export * from "./crc32/index.js";
export * from "./crc32c/index.js";
export * from "./fletcher32/index.js";
export * from "./jenkins-lookup3/index.js";
