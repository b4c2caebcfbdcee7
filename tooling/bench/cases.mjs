/**
 * @typedef {object} Case
 * @property {string} name
 * @property {"decode" | "decodeAsync" | "decodeLent" | "encode"} direction
 * @property {(dataType: string) => { id: string, [field: string]: unknown }} configuration as numcodecs spells it, which
 *   all three understand
 * @property {readonly string[]} dataTypes the data sets it is measured on
 * @property {{ script?: number, native?: number }} aim ratios to reach against numcodecs.js and against native C
 */

const common = ["float32", "uint16", "int16"];
const blosc = (cname, shuffle) => () => ({ id: "blosc", cname, clevel: 5, shuffle, blocksize: 0 });
const lz4 = () => ({ id: "lz4", acceleration: 1 });
const zstd = () => ({ id: "zstd", level: 1 });
const gzip = () => ({ id: "gzip", level: 5 });
const shuffle = (dataType) => ({ id: "shuffle", elementsize: dataType === "float32" ? 4 : 2 });
const delta = (dataType) => ({ id: "delta", dtype: dataType === "uint16" ? "<u2" : "<i2" });
const scale = () => ({ id: "fixedscaleoffset", scale: 100, offset: 250, dtype: "<f4", astype: "<u2" });
const bitround = () => ({ id: "bitround", keepbits: 10 });

/** @type {readonly Case[]} */
export const cases = [
  decode("blosc lz4 + shuffle", blosc("lz4", 1), { script: 10, native: 0.85 }),
  decode("blosc lz4 + bitshuffle", blosc("lz4", 2), { script: 4, native: 0.9 }),
  decode("blosc zstd + shuffle", blosc("zstd", 1), { script: 5, native: 0.65 }),
  decode("blosc zstd + bitshuffle", blosc("zstd", 2), { script: 3, native: 0.75 }),
  decode("lz4", lz4, { script: 4, native: 0.75 }),
  lent("lz4", lz4),
  decode("zstd", zstd, { script: 2, native: 0.65 }),
  lent("zstd", zstd),
  decode("gzip", gzip, { script: 2.4, native: 1.3 }),
  { ...decode("gzip, awaited", gzip), direction: "decodeAsync" },
  encode("lz4", lz4, { script: 5, native: 0.5 }),
  encode("blosc lz4 + shuffle", blosc("lz4", 1), { script: 5, native: 0.5 }),
  encode("blosc lz4 + bitshuffle", blosc("lz4", 2), { script: 5, native: 0.5 }),
  encode("blosc zstd + shuffle", blosc("zstd", 1)),
  encode("zstd", zstd),
  encode("gzip", gzip),
  decode("crc32c", () => ({ id: "crc32c" })),
  ...filter("shuffle", shuffle),
  ...filter("delta", delta, ["uint16", "int16"]),
  ...filter("fixedscaleoffset", scale, ["float32"]),
  { ...encode("bitround", bitround), dataTypes: ["float32"] },
  ...filter("packbits", () => ({ id: "packbits" }), ["bool"]),
];

/** @returns {Case} */
function decode(name, configuration, aim = {}) {
  return { name: `decode ${name}`, direction: "decode", configuration, aim, dataTypes: common };
}

/** Where the codec leaves the result in its own memory, from which a reader scatters it. @returns {Case} */
function lent(name, configuration) {
  return { ...decode(`${name}, lent`, configuration), direction: "decodeLent" };
}

/** @returns {Case} */
function encode(name, configuration, aim = {}) {
  return { name: `encode ${name}`, direction: "encode", configuration, aim, dataTypes: common };
}

function filter(name, configuration, dataTypes = common) {
  return [decode(name, configuration), encode(name, configuration)].map((one) => ({ ...one, dataTypes }));
}
