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
/** The encoder of zstd, which only writing loads, is weighed by itself. */
const zstdEncoder = ["./zstd-encode-road"];
const entries = Object.keys(engines.exports)
  .filter((entry) => !entry.endsWith(".json") && ![...rare, ...zstdEncoder].includes(entry))
  .map((entry) => engine(entry.slice(2)));

it("all engines but bz2, lzma and zstd's encoder, in WebAssembly and in TypeScript, take at most 40 kB", async () => {
  expect(await weight(entries)).toBeLessThanOrEqual(40_000);
});

it("the modules of all engines in WebAssembly take at most 18.5 kB, the encoder of zstd too", async () => {
  const names = ["filters", "inflate", "lz4", "shuffle", "zstd", "zstd-encode"];
  const modules = names.map((name) => `../../packages/engines/dist/wasm/${name}.js`);
  expect(await weight(modules)).toBeLessThanOrEqual(18_500);
});

it("all codecs that decompress, but for bz2 and lzma, take at most 60 kB", async () => {
  const codecs = ["gzip", "zstd", "blosc", "lz4", "checksum"].map((name) => `@zarrkit/codec-${name}`);
  expect(await weight(codecs)).toBeLessThanOrEqual(60_000);
});

it("zstd takes at most 15 kB to decode", async () => {
  expect(await weight([engine("zstd")])).toBeLessThanOrEqual(15_000);
});

it("and 15 kB more to encode, in WebAssembly and in TypeScript, of which 7 kB are TypeScript", async () => {
  const decoding = await weight([engine("zstd")]);
  const script = "../../packages/engines/dist/zstd-script.js";
  expect((await weight([engine("zstd"), script])) - decoding).toBeLessThanOrEqual(7000);
  expect((await weight(["zstd", "zstd-encode-road"].map(engine))) - decoding).toBeLessThanOrEqual(15_000);
});

it("zstd's codec is loaded without its encoder", async () => {
  const { entry, sources } = await bundle('export * from "../../packages/codec-zstd/dist/codec.js";');
  expect(sources.some((file) => file.endsWith("zstd-decode.js"))).toBe(true);
  expect(sources.filter((file) => /zstd-(encode|script|effort)/.test(file))).toEqual([]);
  expect(entry).toBeLessThanOrEqual(16_000);
});

describe("lz4, both shuffles and the Blosc container", () => {
  const others = ["zstd", "zstd-encode-road", "zlib", "blosclz", "snappy"].map(engine);
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
