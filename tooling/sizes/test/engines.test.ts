import { expect, it } from "vitest";
import engines from "../../../packages/engines/package.json" with { type: "json" };
import { bundle } from "../bundle.mjs";
import { reading } from "../cases.mjs";

const numcodecs = "numcodecs/*";
const base = await bundle(reading);

/** Gzipped bytes of these modules with all they load, beside what every page has. */
async function weight(modules: readonly string[], leftOut: readonly string[] = []): Promise<number> {
  const loads = modules.map((name) => `import("${name}").then(console.log);\n`);
  const { total } = await bundle(loads.join("") + reading, [numcodecs, ...leftOut]);
  return total - base.total;
}

const engine = (name: string) => `@zarrkit/engines/${name}`;
const rare = ["./bz2", "./lzma"];
const entries = Object.keys(engines.exports)
  .filter((entry) => !entry.endsWith(".json") && !rare.includes(entry))
  .map((entry) => engine(entry.slice(2)));

it("all engines but bz2 and lzma, in WebAssembly and in TypeScript, take at most 40 kB", async () => {
  expect(await weight(entries)).toBeLessThanOrEqual(40_000);
});

it("all codecs that decompress, but for bz2 and lzma, take at most 60 kB", async () => {
  const codecs = ["gzip", "zstd", "blosc", "lz4", "checksum"].map((name) => `@zarrkit/codec-${name}`);
  expect(await weight(codecs)).toBeLessThanOrEqual(60_000);
});

it("zstd takes at most 15 kB to decode", async () => {
  expect(await weight([engine("zstd")])).toBeLessThanOrEqual(15_000);
});

it("lz4, both shuffles and the Blosc container, in both directions and on both roads, take at most 8 kB", async () => {
  const others = ["zstd", "zlib", "blosclz", "snappy"].map(engine);
  const own = [engine("lz4"), engine("shuffle"), "@zarrkit/codec-lz4", "@zarrkit/codec-blosc"];
  expect(await weight(own, others)).toBeLessThanOrEqual(8000);
});
