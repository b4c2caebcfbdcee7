import { describe, expect, it } from "vitest";
import engines from "../../../packages/engines/package.json" with { type: "json" };
import { bundle } from "../bundle.mjs";
import { reading } from "../cases.mjs";

const base = await bundle(reading);

/** Gzipped bytes of these modules with all they load, beside what every page has. */
async function weight(modules: readonly string[], leftOut: readonly string[] = []): Promise<number> {
  const loads = modules.map((name) => `import("${name}").then(console.log);\n`);
  const { total } = await bundle(loads.join("") + reading, leftOut);
  return total - base.total;
}

const engine = (name: string) => `@zarrkit/engines/${name}`;
const rare = ["./bz2", "./lzma"];
const entries = Object.keys(engines.exports)
  .filter((entry) => !entry.endsWith(".json") && !rare.includes(entry))
  .map((entry) => engine(entry.slice(2)));

/** The encoder of zstd, which is weighed by itself. */
const zstdEncoder = ["*/zstd-script.js"];

it("all engines but bz2, lzma and zstd's encoder, in WebAssembly and in TypeScript, take at most 40 kB", async () => {
  expect(await weight(entries, zstdEncoder)).toBeLessThanOrEqual(40_000);
});

it("all codecs that decompress, but for bz2 and lzma, take at most 60 kB", async () => {
  const codecs = ["gzip", "zstd", "blosc", "lz4", "checksum"].map((name) => `@zarrkit/codec-${name}`);
  expect(await weight(codecs)).toBeLessThanOrEqual(60_000);
});

it("zstd takes at most 15 kB to decode", async () => {
  expect(await weight([engine("zstd")], zstdEncoder)).toBeLessThanOrEqual(15_000);
});

it("and 5.5 kB more to encode", async () => {
  const decoding = await weight([engine("zstd")], zstdEncoder);
  expect((await weight([engine("zstd")])) - decoding).toBeLessThanOrEqual(5500);
});

describe("lz4, both shuffles and the Blosc container", () => {
  const others = ["zstd", "zlib", "blosclz", "snappy"].map(engine);
  const blosc = ["@zarrkit/codec-blosc"];
  const plainKernels = ["lz4-decode", "lz4-encode", "lz4-high", "byte-shuffle", "bit-shuffle"].map(
    (name) => `*/${name}.js`,
  );
  const writing = ["config", "compressor"].map((name) => `*/${name}.js`);

  it("take at most 8 kB to decode in WebAssembly", async () => {
    expect(await weight(blosc, [...others, ...plainKernels, ...writing])).toBeLessThanOrEqual(8000);
  });

  it("and 11.5 kB to decode and encode, with WebAssembly and without", async () => {
    expect(await weight(blosc, others)).toBeLessThanOrEqual(11_500);
  });
});
