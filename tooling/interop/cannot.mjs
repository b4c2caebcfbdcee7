/** @typedef {Pick<import("./cells.mjs").Cell, "format" | "shape" | "codecs" | "order" | "compressor">} Wanted */

/**
 * What an implementation cannot do, and why. Everything else must work: a cell that fails without standing here is a
 * failure.
 * @param {string} implementation
 * @param {"reads" | "writes"} verb
 * @param {Wanted} cell
 * @returns {string | undefined}
 */
export function cannot(implementation, verb, cell) {
  return limits[implementation]?.(verb, cell);
}

/** @type {Record<string, (verb: "reads" | "writes", cell: Wanted) => string | undefined>} */
const limits = {
  zarrkit(verb, { codecs }) {
    const blosclz = codecs.some(({ configuration }) => configuration?.["cname"] === "blosclz");
    return verb === "writes" && blosclz ? "zarrkit reads blosclz and does not write it" : undefined;
  },

  tensorstore(verb, { format, shape, codecs, order, compressor }) {
    if (codecs.some(({ name }) => name.startsWith("numcodecs."))) return "tensorstore has no numcodecs.* codecs";
    if (compressor?.id === "lz4") return "tensorstore has no lz4 compressor for v2";
    if (verb === "writes" && format === 2 && order === "F" && shape.length < 2) {
      return 'tensorstore writes "order": "C" where the array has fewer than two axes';
    }
    return undefined;
  },
};
