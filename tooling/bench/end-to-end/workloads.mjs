import { rmSync } from "node:fs";
import { randomNumbers } from "../random-numbers.mjs";

/**
 * @typedef {object} Workload
 * @property {string} name
 * @property {string} [limit] the array whose whole read by C is set beside it
 * @property {number} [aim] seconds of ours ÷ seconds of zarrita's, at most
 * @property {(side: import("./side.mjs").Side, places: Places) => Promise<unknown>} run answers what both sides must agree on
 * @property {boolean} [isRemote] whether it goes through the server
 */

/** @typedef {{ data: string, scratch: string, url: string }} Places */

const all = [null, null, null];
const blosc = {
  name: "blosc",
  configuration: { cname: "lz4", clevel: 5, shuffle: "shuffle", typesize: 4, blocksize: 0 },
};
const zstd = { name: "zstd", configuration: { level: 1, checksum: false } };

/** @type {readonly Workload[]} */
export const workloads = [
  read("whole field of 1 MiB chunks, blosc", "field-blosc", all, 0.3),
  read("whole field, gzip", "field-gzip", all, 0.45),
  read("whole field, zstd", "field-zstd", all, 0.5),
  read("whole field, uncompressed", "field-raw", all, 0.3),
  read("image of 5,120 chunks of 8 KiB", "image", [null, null], 0.15),
  one("series at one pixel, 256 chunks", "series", [null, 70, 70], 0.2),
  one(
    "every third, second, second element",
    "field-blosc",
    [
      [null, null, 3],
      [null, null, 2],
      [null, null, 2],
    ],
    0.11,
  ),
  one("plane across the chunks", "field-blosc", [null, null, 100], 0.17),
  one("plane along the chunks", "field-blosc", [100, null, null], 0.19),
  one("shards, whole, blosc", "volume-blosc", all, 0.12),
  one("shards, whole, gzip", "volume-gzip", all, 0.18),
  one("shards, whole, zstd", "volume-zstd", all, 0.33),
  several("32 boxes of 40³ in shards", boxes(32, 40, [256, 512, 512]), 0.3),
  several("64 elements in shards", boxes(64, 1, [256, 512, 512]), 0.25),
  { ...several("32 boxes of 40³ in shards over HTTP", boxes(32, 40, [256, 512, 512]), 0.5), isRemote: true },
  { ...one("shards, whole, over HTTP", "volume-blosc", all, 0.25), isRemote: true },
  { ...one("first plane over HTTP", "field-blosc", [0, null, null], 0.25), isRemote: true },
  {
    ...one(
      "box of 128³ in shards over HTTP",
      "volume-blosc",
      [
        [10, 138],
        [10, 138],
        [10, 138],
      ],
      0.37,
    ),
    isRemote: true,
  },
  { ...one("one element of a shard over HTTP", "volume-blosc", [7, 8, 9], 0.68), isRemote: true },
  write("64 MiB written, blosc", blosc, 0.18),
  write("64 MiB written, zstd", zstd, 0.65),
  write("64 MiB written, uncompressed", undefined, 0.35),
  rewrite("32 boxes of 40³ written into chunks, blosc", blosc, 0.3),
  {
    name: "500 arrays of a consolidated group, v2",
    aim: 0.15,
    run: (side, { data }) => side.openAll(`${data}/group-2`),
  },
  {
    name: "500 arrays of a consolidated group, v3",
    aim: 0.15,
    run: (side, { data }) => side.openAll(`${data}/group-3`),
  },
];

/** @returns {Workload} */
function one(name, array, selection, aim) {
  return { name, aim, run: (side, { data }) => side.read(`${data}/${array}`, selection) };
}

/** A whole read, which C is asked for too. @returns {Workload} */
function read(name, array, selection, aim) {
  return { ...one(name, array, selection, aim), limit: array };
}

/** @returns {Workload} */
function several(name, selections, aim) {
  return { name, aim, run: (side, { data }) => side.readSeveral(`${data}/volume-blosc`, selections) };
}

/** @returns {Workload} */
function write(name, codec, aim) {
  const values = waves(64 * 512 * 512);
  return {
    name,
    aim,
    async run(side, { scratch }) {
      rmSync(scratch, { recursive: true, force: true });
      const options = { shape: [64, 512, 512], chunks: [64, 64, 64], codec };
      await (await side.create(scratch, options)).set(null, values);
    },
  };
}

/** @returns {Workload} */
function rewrite(name, codec, aim) {
  const values = waves(40 ** 3);
  const places = boxes(32, 40, [64, 512, 512]);
  return {
    name,
    aim,
    async run(side, { scratch }) {
      rmSync(scratch, { recursive: true, force: true });
      const options = { shape: [64, 512, 512], chunks: [64, 64, 64], codec };
      const array = await side.create(scratch, options);
      for (const place of places) await array.set(place, values);
    },
  };
}

/** The same boxes in every run. */
function boxes(count, length, shape) {
  const { uniform } = randomNumbers(5);
  return Array.from({ length: count }, () =>
    shape.map((extent) => {
      const start = Math.floor(uniform() * (extent - length));
      return length === 1 ? start : [start, start + length];
    }),
  );
}

function waves(length) {
  const { gaussian } = randomNumbers(6);
  return Float32Array.from(
    { length },
    (_, i) => Math.round(100 * (280 + 15 * Math.sin(i / 90) + 0.05 * gaussian())) / 100,
  );
}
