import { cyclicRedundancyCheck } from "./cyclic-redundancy-check.js";
import { nodeZlib } from "./node-zlib.js";

/** The polynomial of RFC 1952 with its bits reversed. */
const polynomial = 0xedb88320;

/** In plain TypeScript. */
export const crc32Script = /* @__PURE__ */ cyclicRedundancyCheck(polynomial);

/** CRC-32 of RFC 1952, as an unsigned number. `start` continues an earlier sum. */
export const crc32: (data: Uint8Array, start?: number) => number = nodeZlib?.crc32 ?? crc32Script;
