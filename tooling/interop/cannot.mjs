/**
 * What an implementation cannot do, and why. Everything else must work: a cell that fails without standing here is a
 * failure.
 * @param {string} implementation
 * @param {"reads" | "writes"} verb
 * @param {import("./cells.mjs").Cell} cell
 * @returns {string | undefined}
 */
export function cannot(implementation, verb, cell) {
  return limits[implementation]?.(verb, cell);
}

const isSmall = ({ kind }) => kind.startsWith("small-");
const isSharded = ({ codecs }) => codecs.some(({ name }) => name === "sharding_indexed");

/** Also inside shards. */
function isTransposed({ codecs }) {
  const first = codecs[0];
  const inner = first?.configuration?.["codecs"];
  return first?.name === "transpose" || (Array.isArray(inner) && inner[0]?.name === "transpose");
}

/** Also inside shards, at any depth. */
function isOfNumcodecs({ codecs }) {
  return codecs.some(({ name, configuration }) => {
    const inner = configuration?.["codecs"];
    return name.startsWith("numcodecs.") || (Array.isArray(inner) && isOfNumcodecs({ codecs: inner }));
  });
}

const orderedFilters = ["delta", "fixedscaleoffset", "quantize", "astype"].map((id) => `numcodecs.${id}`);
const hasOrderedFilter = ({ codecs }) => codecs.some(({ name }) => orderedFilters.includes(name));

/** @type {Record<string, (verb: "reads" | "writes", cell: import("./cells.mjs").Cell) => string | undefined>} */
const limits = {
  zarrkit: () => undefined,

  "zarr-python"(verb, cell) {
    const { format, kind, shape, filters, path } = cell;
    if (isSmall(cell)) return "zarr-python has no integers below 8 bits, no bfloat16, float8 and float4";
    if (kind === "struct" && format === 3 && verb === "reads") return 'zarr-python 3.1 knows no "struct"';
    if (format === 3 && path.includes("-big-") && (verb === "reads" || cell.lossy) && hasOrderedFilter(cell)) {
      return "zarr-python reads what numcodecs' filters made of big-endian chunks in the wrong byte order, its own too";
    }
    const varies = kind === "string" || kind === "bytes";
    if (format === 3 && varies && verb === "writes" && isTransposed(cell)) {
      return "zarr-python 3.1 stores transposed text and bytes in the wrong order, and reads other values than it was given";
    }
    if (isSharded(cell) && shape.length === 0) return "zarr-python cannot shard an array without axes";
    if (isSharded(cell) && ["raw", "struct"].includes(kind)) return "zarr-python cannot shard raw bytes and structs";
    if (format === 2 && path.includes("-big-") && filters.some((filter) => filter["id"] === "bitround")) {
      return "numcodecs' bitround knows only the machine's byte order";
    }
    return undefined;
  },

  tensorstore(verb, cell) {
    const { format, kind, shape, codecs, filters, order, compressor } = cell;
    const id = compressor?.["id"];
    if (cell.dataType === "float8_e8m0fnu" && verb === "reads")
      return "tensorstore reads the fill value 1 of e8m0 as 2^-64";
    if (["time", "text", "string", "bytes"].includes(kind))
      return "tensorstore has no times, no text and no lists of bytes";
    if (["struct", "raw", "padded"].includes(kind)) {
      return "tensorstore shows structs field by field and fixed numbers of bytes as one more axis";
    }
    if (isSharded(cell) && codecs.at(-1)?.name !== "sharding_indexed")
      return "tensorstore takes no codecs behind shards";
    if (format === 3 && isOfNumcodecs(cell)) {
      return "tensorstore has no numcodecs.* codecs";
    }
    if (format === 2 && filters.length > 0) return "tensorstore has no filters for v2";
    if (format === 2 && !["gzip", "zlib", "zstd", "bz2", "blosc", undefined].includes(id)) {
      return "tensorstore's compressors for v2 are blosc, bz2, gzip, zlib and zstd";
    }
    if (format === 2 && compressor?.["checksum"]) return "tensorstore knows no checksum of zstd for v2";
    if (verb === "writes" && format === 2 && order === "F" && shape.length < 2) {
      return 'tensorstore writes "order": "C" where the array has fewer than two axes';
    }
    return undefined;
  },
};
