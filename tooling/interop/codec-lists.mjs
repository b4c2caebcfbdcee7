/** @typedef {import("./data-types.mjs").DataTypeCase} DataTypeCase */
/** @typedef {{ name: string, configuration?: Record<string, unknown> }} Codec */

/**
 * One way to store a chunk, in both formats' spelling where both have it.
 * @typedef {object} Storing
 * @property {Codec[]} codecs v3's list
 * @property {Codec[]} [codecs2] the same for v2, where filters see the elements in the array's byte order
 * @property {object[] | null} [filters] v2; `undefined` where v2 cannot say it
 * @property {object | null} [compressor] v2
 * @property {boolean} [gentle] elements are small multiples of 1/8: the codec does not carry every value
 * @property {boolean} [lossy] what is read is not what was written
 */

const codec = (name, configuration) => ({ name, ...(configuration && { configuration }) });
const reversed = (rank) => Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
const rotated = (rank) => Array.from({ length: rank }, (_, axis) => (axis + 1) % rank);
const transpose = (order) => codec("transpose", { order });

/** The codec that makes bytes of a type's elements. */
function maker({ kind }, endian) {
  if (kind === "string") return codec("vlen-utf8");
  return kind === "bytes" ? codec("vlen-bytes") : codec("bytes", { endian });
}

/** v2 leaves that to a filter for objects, and to the data type for all else. */
function objectFilter({ kind }) {
  return kind === "string" ? [{ id: "vlen-utf8" }] : kind === "bytes" ? [{ id: "vlen-bytes" }] : [];
}

const shuffles = ["noshuffle", "shuffle", "bitshuffle"];

/** Compressors by name: v3's codec for an item size, and v2's. */
const compressors = {
  gzip: compressor("gzip", "gzip", { level: 5 }),
  zlib: compressor("numcodecs.zlib", "zlib", { level: 1 }),
  zstd: { v3: () => codec("zstd", { level: 3, checksum: false }), v2: { id: "zstd", level: 3 } },
  "zstd-checksum": compressor("zstd", "zstd", { level: 0, checksum: true }),
  lz4: compressor("numcodecs.lz4", "lz4", { acceleration: 1 }),
  bz2: compressor("numcodecs.bz2", "bz2", { level: 1 }),
  lzma: compressor("numcodecs.lzma", "lzma", { format: 1, check: -1, preset: null, filters: null }),
  "blosc-lz4-shuffle": blosc("lz4", 1),
  "blosc-lz4hc-bitshuffle": blosc("lz4hc", 2),
  "blosc-zstd-bitshuffle": blosc("zstd", 2),
  "blosc-zlib-shuffle": blosc("zlib", 1),
  "blosc-blosclz-noshuffle": blosc("blosclz", 0),
};

function compressor(name, id, configuration) {
  return { v3: () => codec(name, configuration), v2: { id, ...configuration } };
}

function blosc(cname, shuffle) {
  const settings = { cname, clevel: 5, blocksize: 0 };
  return {
    v3: (typesize) => codec("blosc", { ...settings, shuffle: shuffles[shuffle], ...(shuffle > 0 && { typesize }) }),
    v2: { id: "blosc", ...settings, shuffle },
  };
}

/**
 * Every way to store chunks of a type: compressors, and for numbers checksums and filters.
 * @param {DataTypeCase} type
 * @param {number} rank
 * @param {"little" | "big"} endian
 * @returns {Record<string, Storing>}
 */
export function storings(type, rank, endian) {
  const made = maker(type, endian);
  const objects = objectFilter(type);
  const typesize = Math.max(1, type.itemSize);
  /** @type {Record<string, Storing>} */
  const found = { plain: { codecs: [made], filters: objects, compressor: null } };
  for (const [name, { v3, v2 }] of Object.entries(compressors)) {
    found[name] = { codecs: [made, v3(typesize)], filters: objects, compressor: v2 };
  }
  found["crc32c"] = { codecs: [made, codec("crc32c")] };
  found["gzip-crc32c"] = { codecs: [made, codec("gzip", { level: 1 }), codec("crc32c")] };
  found["rotated"] = { codecs: [transpose(rotated(rank)), made] };
  found["reversed-zstd-crc32c"] = {
    codecs: [transpose(reversed(rank)), made, codec("zstd", { level: 1, checksum: false }), codec("crc32c")],
  };
  return { ...found, ...checksums(type, made), ...filters(type, made, endian) };
}

function checksums({ kind }, made) {
  if (!["integer", "float"].includes(kind)) return {};
  const all = { crc32: {}, adler32: {}, fletcher32: undefined, jenkins_lookup3: { initval: 7 }, crc32c: undefined };
  const entries = Object.entries(all).map(([id, configuration = {}]) => {
    const codecs = [made, codec(`numcodecs.${id}`, configuration)];
    return [`numcodecs-${id}`, { codecs, filters: [], compressor: { id, ...configuration } }];
  });
  return Object.fromEntries(entries);
}

function filters(type, made, endian) {
  const { kind, itemSize } = type;
  /** @type {Record<string, Storing>} */
  const found = {};
  const add = (id, configure, traits = {}) => {
    const [v3, v2] = ["<", endian === "big" ? ">" : "<"].map((order) => configure(order + type.v2));
    found[id] = {
      codecs: [codec(`numcodecs.${id}`, v3), made],
      codecs2: [codec(`numcodecs.${id}`, v2), made],
      filters: [{ id, ...v2 }],
      compressor: null,
      ...traits,
    };
  };
  if (kind === "bool") add("packbits", () => ({}));
  if (kind === "integer" && itemSize > 1) add("delta", (dtype) => ({ dtype, astype: dtype }));
  if (kind === "float" && itemSize > 2) {
    const gentle = { gentle: true };
    const lossy = { gentle: true, lossy: true };
    add("fixedscaleoffset", (dtype) => ({ offset: 2, scale: 8, dtype, astype: "<i4" }), gentle);
    add("quantize", (dtype) => ({ digits: 1, dtype, astype: dtype }), lossy);
    add("bitround", () => ({ keepbits: 4 }), lossy);
    add("astype", (dtype) => ({ encode_dtype: "<f4", decode_dtype: dtype }), gentle);
  }
  if (["integer", "float"].includes(kind)) {
    const configuration = { elementsize: itemSize };
    found["shuffle"] = {
      codecs: [made, codec("numcodecs.shuffle", configuration)],
      filters: [{ id: "shuffle", ...configuration }],
      compressor: null,
    };
  }
  return found;
}

/**
 * Chunks within shards, at both places of the index.
 * @param {DataTypeCase} type
 * @param {number[]} inner
 * @returns {Record<string, Storing>}
 */
export function shardings(type, inner) {
  const sharding = (codecs, place) =>
    codec("sharding_indexed", {
      chunk_shape: inner,
      codecs,
      index_codecs: [codec("bytes", { endian: "little" }), codec("crc32c")],
      index_location: place,
    });
  const made = maker(type, "little");
  return {
    "shards-end": { codecs: [sharding([made, codec("zstd", { level: 1, checksum: false })], "end")] },
    "shards-start": { codecs: [sharding([maker(type, "big"), codec("crc32c")], "start")] },
    "shards-inner-transpose": { codecs: [sharding([transpose(reversed(inner.length)), made], "start")] },
    "shards-outer-crc32c": { codecs: [sharding([made, codec("gzip", { level: 1 })], "end"), codec("crc32c")] },
    "shards-nested": { codecs: [sharding([sharding([made, codec("gzip", { level: 1 })], "end")], "end")] },
  };
}
