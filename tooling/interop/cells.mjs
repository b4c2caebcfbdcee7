import { cannot } from "./cannot.mjs";
import { dataTypes } from "./data-types.mjs";

/**
 * One array to be written by one implementation and read by another: what its document shall say, not how it is spelled.
 * @typedef {object} Cell
 * @property {string} path node path, and the cell's name
 * @property {2 | 3} format
 * @property {string} dataType v3 name
 * @property {string} dtype v2 name with byte order
 * @property {number[]} shape
 * @property {number[]} chunks
 * @property {string} fillValue see data-types.mjs
 * @property {"." | "/"} separator
 * @property {{ name: string, configuration?: Record<string, unknown> }[]} codecs v3 codec list
 * @property {"C" | "F"} order v2
 * @property {{ id: string } | null} compressor v2
 * @property {string} [cannot] why the writer or the reader cannot do this cell
 */

const shapes = [
  { name: "scalar", shape: [], chunks: [] },
  { name: "empty", shape: [0, 3], chunks: [2, 2] },
  { name: "one", shape: [1], chunks: [1] },
  { name: "even", shape: [8, 6], chunks: [4, 3] },
  { name: "prime", shape: [7, 11, 5], chunks: [3, 4, 5] },
  { name: "wide", shape: [5], chunks: [9] },
];

const bytes = (endian) => ({ name: "bytes", configuration: { endian } });
const little = bytes("little");
const codec = (name, configuration) => ({ name, ...(configuration && { configuration }) });
const blosc = (cname, shuffle) => (itemSize) =>
  codec("blosc", { cname, clevel: 5, shuffle, ...(shuffle !== "noshuffle" && { typesize: itemSize }), blocksize: 0 });
const transpose = (order) => codec("transpose", { order });
const reversed = (rank) => Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
const rotated = (rank) => Array.from({ length: rank }, (_, axis) => (axis + 1) % rank);

/** v3 codec lists by name, for an item size and a rank. */
const codecLists = {
  little: () => [little],
  big: () => [bytes("big")],
  reversed: (_, rank) => [transpose(reversed(rank)), little],
  rotated: (_, rank) => [transpose(rotated(rank)), bytes("big")],
  gzip: () => [little, codec("gzip", { level: 5 })],
  zstd: () => [little, codec("zstd", { level: 3, checksum: false })],
  "zstd-checksum": () => [little, codec("zstd", { level: 0, checksum: true })],
  crc32c: () => [little, codec("crc32c")],
  "gzip-crc32c": () => [bytes("big"), codec("gzip", { level: 1 }), codec("crc32c")],
  "transpose-zstd-crc32c": (_, rank) => [
    transpose(reversed(rank)),
    little,
    codec("zstd", { level: 1, checksum: false }),
    codec("crc32c"),
  ],
  "blosc-lz4-shuffle": (size) => [little, blosc("lz4", "shuffle")(size)],
  "blosc-lz4hc-bitshuffle": (size) => [little, blosc("lz4hc", "bitshuffle")(size)],
  "blosc-zstd-bitshuffle": (size) => [little, blosc("zstd", "bitshuffle")(size)],
  "blosc-zlib-shuffle": (size) => [bytes("big"), blosc("zlib", "shuffle")(size)],
  "blosc-blosclz-noshuffle": (size) => [little, blosc("blosclz", "noshuffle")(size)],
  lz4: () => [little, codec("numcodecs.lz4", { acceleration: 1 })],
  zlib: () => [little, codec("numcodecs.zlib", { level: 1 })],
};

/** v2 compressors by name. */
const compressors = {
  none: null,
  gzip: { id: "gzip", level: 5 },
  zlib: { id: "zlib", level: 1 },
  zstd: { id: "zstd", level: 3 },
  lz4: { id: "lz4", acceleration: 1 },
  "blosc-lz4": { id: "blosc", cname: "lz4", clevel: 5, shuffle: 1, blocksize: 0 },
  "blosc-zstd": { id: "blosc", cname: "zstd", clevel: 3, shuffle: 2, blocksize: 0 },
  "blosc-lz4hc": { id: "blosc", cname: "lz4hc", clevel: 5, shuffle: 0, blocksize: 0 },
  "blosc-zlib": { id: "blosc", cname: "zlib", clevel: 5, shuffle: 1, blocksize: 0 },
  "blosc-blosclz": { id: "blosc", cname: "blosclz", clevel: 5, shuffle: 1, blocksize: 0 },
};

/**
 * The matrix, with the cells marked that one of the two cannot do.
 * @param {{ writer: string, reader: string, formats: readonly (2 | 3)[] }} exchange
 * @returns {Cell[]}
 */
export function cells({ writer, reader, formats }) {
  const found = [...(formats.includes(3) ? version3() : []), ...(formats.includes(2) ? version2() : [])];
  return found.map((cell) => {
    const reason = cannot(writer, "writes", cell) ?? cannot(reader, "reads", cell);
    return reason === undefined ? cell : { ...cell, cannot: reason };
  });
}

function* version3() {
  let turn = 0;
  for (const { name: dataType, itemSize, fills, v2 } of dataTypes) {
    for (const [codecs, list] of Object.entries(codecLists)) {
      for (const { name, shape, chunks } of shapes) {
        yield {
          path: `v3-${dataType}-${codecs}-${name}`,
          format: /** @type {const} */ (3),
          dataType,
          dtype: `<${v2}`,
          shape,
          chunks,
          fillValue: fills[turn++ % fills.length] ?? "",
          separator: turn % 3 === 0 ? /** @type {const} */ (".") : /** @type {const} */ ("/"),
          codecs: list(itemSize, shape.length),
          order: /** @type {const} */ ("C"),
          compressor: null,
        };
      }
    }
  }
}

function* version2() {
  let turn = 0;
  for (const { name: dataType, itemSize, fills, v2 } of dataTypes) {
    for (const byteOrder of itemSize === 1 ? ["|"] : ["<", ">"]) {
      for (const [compression, compressor] of Object.entries(compressors)) {
        for (const order of /** @type {const} */ (["C", "F"])) {
          for (const { name, shape, chunks } of shapes) {
            yield {
              path: `v2-${dataType}-${byteOrder === ">" ? "big" : "little"}-${order}-${compression}-${name}`,
              format: /** @type {const} */ (2),
              dataType,
              dtype: byteOrder + v2,
              shape,
              chunks,
              fillValue: fills[turn++ % fills.length] ?? "",
              separator: turn % 3 === 0 ? /** @type {const} */ ("/") : /** @type {const} */ ("."),
              codecs: [],
              order,
              compressor,
            };
          }
        }
      }
    }
  }
}
