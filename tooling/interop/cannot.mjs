/**
 * What another implementation cannot do, and why. Everything else must work: a cell that fails without standing here is a
 * failure.
 * @param {string} implementation
 * @param {"reads" | "writes"} verb
 * @param {Pick<import("./cells.mjs").Cell, "format" | "shape" | "codecs" | "order" | "compressor">} cell
 * @returns {string | undefined}
 */
export function cannot(implementation, verb, { format, shape, codecs, order, compressor }) {
  if (implementation !== "tensorstore") return undefined;
  if (codecs.some(({ name }) => name.startsWith("numcodecs."))) return "tensorstore has no numcodecs.* codecs";
  if (compressor?.id === "lz4") return "tensorstore has no lz4 compressor for v2";
  if (verb === "writes" && format === 2 && order === "F" && shape.length < 2) {
    return 'tensorstore writes "order": "C" where the array has fewer than two axes';
  }
  return undefined;
}
