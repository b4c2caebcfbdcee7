const codecs = {
  blosc: () => import("numcodecs/blosc"),
  gzip: () => import("numcodecs/gzip"),
  lz4: () => import("numcodecs/lz4"),
  zstd: () => import("numcodecs/zstd"),
};

/**
 * numcodecs.js, where it has the codec.
 * @param {import("./task.mjs").Task} task
 * @returns {Promise<import("./task.mjs").Call | undefined>}
 */
export async function numcodecsJs({ direction, configuration, raw, encoded }) {
  const load = codecs[configuration.id];
  if (load === undefined) return undefined;
  const codec = (await load()).default.fromConfig(configuration);
  if (direction === "encode") return () => codec.encode(raw);
  const out = new Uint8Array(raw.length);
  return () => codec.decode(encoded, out);
}
