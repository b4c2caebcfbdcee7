import { numbers, others } from "./data-types.mjs";

/** @typedef {import("./cells.mjs").Cell} Cell */
/** @typedef {import("./codec-lists.mjs").Codec} Codec */

/**
 * A codec as a user writes it: a call of its function. Lists inside of options hold such calls again, or what a document says.
 * @typedef {{ factory: string, options?: Record<string, unknown> }} Call
 */

/** The functions of codecs that need no options, with the names under which they are written in v3 and v2. */
const codecs = {
  blosc: ["blosc", "blosc"],
  zstd: ["zstd", "zstd"],
  gzip: ["gzip", "gzip"],
  zlib: ["numcodecs.zlib", "zlib"],
  lz4: ["numcodecs.lz4", "lz4"],
  bz2: ["numcodecs.bz2", "bz2"],
  lzma: ["numcodecs.lzma", "lzma"],
  crc32c: ["crc32c", "crc32c"],
  crc32: ["numcodecs.crc32", "crc32"],
  adler32: ["numcodecs.adler32", "adler32"],
  fletcher32: ["numcodecs.fletcher32", "fletcher32"],
  jenkinsLookup3: ["numcodecs.jenkins_lookup3", "jenkins_lookup3"],
};

/** Types beyond numbers meet these. */
const everywhere = ["zstd", "gzip", "blosc", "crc32c"];
/** Codecs that arrays meet which leave even their chunks to us: large ones, so that there are several. */
const forAutomatic = ["zstd", "blosc"];

const shape = [7, 11, 5];
const chunks = [3, 2, 5];
const shards = [6, 4, 5];

/**
 * Arrays of which a user says as little as possible: codecs by a call without options, chunks and shards or not even those, no
 * fill value. What is written then is our choice, and others must read it.
 * @returns {Iterable<Cell>}
 */
export function* defaults() {
  for (const type of [...numbers, ...others]) {
    const names = numbers.includes(type) ? Object.keys(codecs) : everywhere;
    for (const name of [undefined, ...names]) {
      for (const [layout, how] of Object.entries(layouts(type, name))) {
        for (const format of /** @type {const} */ ([2, 3])) {
          if (format === 2 && (type.v2 === undefined || how.inShards > 0)) continue;
          yield cell(type, name, layout, how, format);
        }
      }
    }
  }
}

/**
 * @param {import("./data-types.mjs").DataTypeCase} type
 * @param {string | undefined} name of a codec's function
 */
function layouts(type, name) {
  const call = name === undefined ? [] : [{ factory: name }];
  const made = type.kind === "string" ? "vlen-utf8" : type.kind === "bytes" ? "vlen-bytes" : "bytes";
  const nested = sharding(chunks, [sharding([3, 1, 5], [{ name: made }, ...call])]);
  const given = name !== undefined && { codecs: call };
  const found = {
    chunks: { shape, inShards: 0, options: { ...given, chunks: shards } },
    shards: { shape, inShards: 1, options: { ...given, chunks, shards } },
    "automatic-shards": { shape, inShards: 1, options: { ...given, chunks, shards: "auto" } },
    "nested-shards": { shape, inShards: 2, options: { codecs: [nested], chunks: shards } },
    unwritten: { shape, inShards: 0, options: { ...given, chunks }, unwritten: true },
  };
  if (name !== undefined && !forAutomatic.includes(name)) return found;
  const large = [Math.ceil((1.2 * 2 ** 20) / (type.itemSize || 64) / 300), 300];
  return {
    ...found,
    automatic: { shape: large, inShards: 0, options: { ...given } },
    "automatic-chunks-in-shards": { shape: large, inShards: 1, options: { ...given, shards: "auto" } },
  };
}

/** @returns {Call} */
function sharding(chunkShape, inner) {
  return { factory: "sharding", options: { chunkShape, codecs: inner } };
}

/** @returns {Cell} */
function cell(type, name, layout, { shape, inShards, options, unwritten = false }, format) {
  const { v3, numpy, kind, itemSize, values } = type;
  const [name3, id] = codecs[name ?? ""] ?? [];
  let written = name3 === undefined ? [] : [{ name: name3 }];
  for (let depth = 0; depth < inShards; depth++)
    written = [{ name: "sharding_indexed", configuration: { codecs: written } }];
  return {
    path: `v${format}-${type.name}-default-${name ?? "everything"}-${layout}`,
    format,
    dataType: v3,
    dtype: null,
    numpy,
    kind,
    itemSize,
    shape,
    chunks: [],
    fillValue: null,
    ...(values && { values }),
    separator: format === 3 ? "/" : ".",
    codecs: written,
    order: "C",
    filters: [],
    compressor: format === 2 && id !== undefined ? { id } : null,
    gentle: false,
    lossy: false,
    given: options,
    unwritten,
  };
}
