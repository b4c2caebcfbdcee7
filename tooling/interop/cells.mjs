import { cannot } from "./cannot.mjs";
import { shardings, storings } from "./codec-lists.mjs";
import { numbers, others } from "./data-types.mjs";
import { defaults } from "./defaults.mjs";

/**
 * One array to be written by one implementation and read by another: what its document shall say, not how it is spelled.
 * @typedef {object} Cell
 * @property {string} path node path, and the cell's name
 * @property {2 | 3} format
 * @property {unknown} dataType as v3 names it
 * @property {unknown} dtype as v2 names it, byte order included; `null` where it cannot
 * @property {string} numpy
 * @property {string} kind
 * @property {number} itemSize
 * @property {number[]} shape
 * @property {number[]} chunks
 * @property {unknown} fillValue as v3 spells it, 64-bit integers as text
 * @property {readonly (number | string)[]} [values] all elements that occur
 * @property {"." | "/"} separator
 * @property {import("./codec-lists.mjs").Codec[]} codecs in v3's spelling, for both formats
 * @property {"C" | "F"} order v2
 * @property {object[]} filters v2
 * @property {object | null} compressor v2
 * @property {boolean} gentle elements are small multiples of 1/8, for codecs that do not carry every value
 * @property {boolean} lossy what is read is not what was written
 * @property {object} [given] all that the writer is told of chunks and codecs, in place of the above; codecs by calls
 * @property {boolean} [unwritten] nothing is stored: what is read is the fill value
 * @property {string} [cannot] why the writer or the reader cannot do this cell
 */

const shapes = [
  { name: "scalar", shape: [], chunks: [], inner: [] },
  { name: "empty", shape: [0, 3], chunks: [2, 2], inner: [1, 2] },
  { name: "one", shape: [1], chunks: [1], inner: [1] },
  { name: "even", shape: [8, 6], chunks: [4, 3], inner: [2, 3] },
  { name: "prime", shape: [7, 11, 5], chunks: [3, 4, 5], inner: [3, 2, 5] },
  { name: "wide", shape: [5], chunks: [9], inner: [3] },
];

/** Types beyond numbers meet every way of storing in one shape, and these in all. */
const everywhere = ["plain", "zstd", "gzip", "blosc-lz4-shuffle"];

/**
 * The matrix, with the cells marked that one of the two cannot do. Defaults are met where they are ours.
 * @param {{ writer: string, reader: string }} exchange
 * @returns {Cell[]}
 */
export function cells({ writer, reader }) {
  return [...version3(), ...version2(), ...(writer === "zarrkit" ? defaults() : [])].map((cell) => {
    const reason = cannot(writer, "writes", cell) ?? cannot(reader, "reads", cell);
    return reason === undefined ? cell : { ...cell, cannot: reason };
  });
}

/** @returns {Iterable<Cell>} */
function* version3() {
  let turn = 0;
  for (const type of [...numbers, ...others]) {
    for (const { name, shape, chunks, inner } of shapes) {
      for (const endian of endians(type)) {
        const all = { ...storings(type, shape.length, endian), ...(endian === "little" && shardings(type, inner)) };
        for (const [storing, how] of chosen(type, name, all)) {
          turn += 1;
          yield {
            ...common(type, how, turn),
            path: `v3-${type.name}-${endian}-${storing}-${name}`,
            format: 3,
            shape,
            chunks,
            separator: turn % 3 === 0 ? "." : "/",
            codecs: how.codecs,
            order: "C",
            filters: [],
            compressor: null,
          };
        }
      }
    }
  }
}

/** @returns {Iterable<Cell>} */
function* version2() {
  let turn = 0;
  for (const type of [...numbers, ...others].filter(({ v2 }) => v2 !== undefined)) {
    for (const { name, shape, chunks } of shapes) {
      for (const endian of endians(type)) {
        for (const [storing, how] of chosen(type, name, storings(type, shape.length, endian))) {
          if (how.filters === undefined) continue;
          for (const order of /** @type {const} */ (["C", "F"])) {
            const reversed = shape.map((_, axis) => shape.length - 1 - axis);
            const layout = order === "F" ? [{ name: "transpose", configuration: { order: reversed } }] : [];
            turn += 1;
            yield {
              ...common(type, how, turn),
              path: `v2-${type.name}-${endian}-${order}-${storing}-${name}`,
              format: 2,
              dtype: withOrder(type.v2, endian),
              shape,
              chunks,
              separator: turn % 3 === 0 ? "/" : ".",
              codecs: [...layout, ...(how.codecs2 ?? how.codecs)],
              order,
              filters: how.filters ?? [],
              compressor: how.compressor ?? null,
            };
          }
        }
      }
    }
  }
}

/**
 * @param {import("./data-types.mjs").DataTypeCase} type
 * @param {import("./codec-lists.mjs").Storing} how
 * @param {number} turn
 */
function common({ v3, numpy, kind, itemSize, fills, values }, { gentle = false, lossy = false }, turn) {
  // A codec that carries only gentle elements must carry the fill value of edge chunks too.
  const fillValue = gentle ? 0 : fills[turn % fills.length];
  return { dataType: v3, dtype: null, numpy, kind, itemSize, fillValue, gentle, lossy, ...(values && { values }) };
}

function endians({ swaps }) {
  return /** @type {("little" | "big")[]} */ (swaps ? ["little", "big"] : ["little"]);
}

function chosen(type, shape, all) {
  const entries = Object.entries(all);
  return numbers.includes(type) || shape === "prime" ? entries : entries.filter(([name]) => everywhere.includes(name));
}

/** A v2 data type with its byte order in front, where it has one. */
function withOrder(v2, endian) {
  if (Array.isArray(v2)) return v2.map(([name, type]) => [name, withOrder(type, endian)]);
  return (/^([bSVO]|[iu]1)/.test(v2) ? "|" : endian === "big" ? ">" : "<") + v2;
}
