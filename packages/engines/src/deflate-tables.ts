import { type HuffmanCode, huffmanCode } from "./huffman.js";

/** RFC 1951, section 3.2.5: base and extra bits of length codes 257 to 285 and of distance codes 0 to 29. */
export const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
export const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
export const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
export const distanceExtra = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];

/** Section 3.2.7: the order in which the lengths of the code length code are stored. */
export const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Section 3.2.6: lengths of the codes of blocks that bring none. */
export const fixedLiteralLengths = /* @__PURE__ */ Uint8Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
);
export const fixedDistanceLengths = /* @__PURE__ */ new Uint8Array(32).fill(5);

let fixed: readonly [HuffmanCode, HuffmanCode] | undefined;

/** The codes of blocks that bring none. */
export function fixedCodes(): readonly [HuffmanCode, HuffmanCode] {
  fixed ??= [huffmanCode(fixedLiteralLengths, true), huffmanCode(fixedDistanceLengths, true)];
  return fixed;
}
