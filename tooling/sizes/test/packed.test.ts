import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import rootManifest from "../../../package.json" with { type: "json" };
import blosc from "../../../packages/codec-blosc/test/fixtures/blosc.json" with { type: "json" };
import gzip from "../../../packages/codec-gzip/test/fixtures/gzip.json" with { type: "json" };
import lz4 from "../../../packages/codec-lz4/test/fixtures/lz4.json" with { type: "json" };
import zstd from "../../../packages/codec-zstd/test/fixtures/zstd.json" with { type: "json" };
import { publishedPackages, root } from "../../workspace/packages.mjs";
import own from "../package.json" with { type: "json" };
import { writeChecksummed, writeCompressed } from "./hand-written.js";

const base = mkdtempSync(join(tmpdir(), "zarrkit-packed-"));
const published = publishedPackages().filter(({ name }) => name in own.devDependencies);
const tarballs = new Map<string, { file: string; contents: string[] }>();

beforeAll(() => {
  const filters = published.flatMap(({ path }) => ["--filter", `./${path}`]);
  const pack = ["--yes", rootManifest.packageManager, ...filters, "pack", "--json", "--pack-destination", base];
  const packed = JSON.parse(
    execFileSync("npx", pack, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  for (const { name, filename: file } of packed) {
    const names = execFileSync("tar", ["-tzf", file], { encoding: "utf8" }).trim().split("\n");
    tarballs.set(name, { file, contents: names.map((path) => path.replace(/^package\//, "")) });
  }
});

afterAll(() => rmSync(base, { recursive: true }));

const alone = [
  { from: "@zarrkit/codec-checksum", factory: "crc32c", write: writeChecksummed },
  { from: "@zarrkit/codec-gzip", factory: "gzip", write: (folder: string) => writeCompressed(folder, gzip) },
  { from: "@zarrkit/codec-lz4", factory: "lz4", write: (folder: string) => writeCompressed(folder, lz4) },
  { from: "@zarrkit/codec-blosc", factory: "blosc", write: (folder: string) => writeCompressed(folder, blosc) },
  { from: "@zarrkit/codec-zstd", factory: "zstd", write: (folder: string) => writeCompressed(folder, zstd) },
];

describe("a tarball", () => {
  it.each(published)("of $name is what publint wants to see", async ({ name }) => {
    const tarball = readFileSync(tarballs.get(name)!.file);
    const buffer = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it.each(published)("of $name holds the build, its README and the licence, and nothing else", ({ name }) => {
    const { contents } = tarballs.get(name)!;
    const needed = ["package.json", "README.md", "LICENSE"];
    expect(needed.filter((path) => !contents.includes(path))).toEqual([]);
    const other = contents.filter(
      (path) => !/^(package\.json|README\.md|LICENSE|dist\/.*\.(js|js\.map|d\.ts|wasm))$/.test(path),
    );
    expect(other).toEqual([]);
  });
});

describe("core, store-http and one codec, installed alone, read an array and bring nothing else:", () => {
  it.each(alone)("$factory of $from", async ({ from, factory, write }) => {
    const names = withDependencies("@zarrkit/core", "@zarrkit/store-http", from);
    const folder = installed(factory, names);
    const modules = join(folder, "node_modules");
    expect(readdirSync(modules).filter((name) => !name.startsWith("."))).toEqual(["@zarrkit"]);
    expect(readdirSync(join(modules, "@zarrkit")).map((name) => `@zarrkit/${name}`)).toEqual([...names].sort());

    const values = write(join(folder, "data.zarr"));
    writeFileSync(join(folder, "main.js"), reading(from, factory));
    expect(await run(folder)).toBe(`[${values}]\n`);
  });
});

it("zstd, installed alone, writes on every platform", async () => {
  const folder = installed("writing", withDependencies("@zarrkit/core", "@zarrkit/codec-zstd"));
  writeFileSync(join(folder, "main.js"), writingZstd);
  expect(await run(folder)).toBe("[1,2,3]\n");
});

/** A folder into which tarballs are installed, without a network. */
function installed(name: string, packages: readonly string[]): string {
  const folder = join(base, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "name": "application", "private": true, "type": "module" }');
  const files = packages.map((one) => tarballs.get(one)!.file);
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", ...files], { cwd: folder, stdio: "pipe" });
  return folder;
}

/** Packages and what of ours they depend on; another dependency would have to come from a registry, and fail. */
function withDependencies(...names: string[]): string[] {
  const all = new Set(names);
  for (const name of all) {
    const { manifest } = published.find((one) => one.name === name)!;
    for (const dependency of Object.keys(manifest.dependencies ?? {})) {
      if (tarballs.has(dependency)) all.add(dependency);
    }
  }
  return [...all];
}

function reading(from: string, factory: string): string {
  return `
    import { readFile } from "node:fs/promises";
    import { createServer } from "node:http";
    import { ${factory} } from "${from}";
    import { createRegistry, get, openArray } from "@zarrkit/core";
    import { http } from "@zarrkit/store-http";

    const server = createServer((request, response) => {
      readFile(new URL("." + request.url, import.meta.url)).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const registry = createRegistry(http(), ${factory}());
    const array = await openArray("http://127.0.0.1:" + server.address().port + "/data.zarr", { registry });
    const { data } = await get(array);
    console.log(JSON.stringify([...data]));
    server.close();
    server.closeAllConnections();
  `;
}

const writingZstd = `
  import { createArray, get, set } from "@zarrkit/core";
  import { zstd } from "@zarrkit/codec-zstd";

  const options = { shape: [3], dataType: "uint8", codecs: ["bytes", zstd({ level: -1 })] };
  const array = await createArray(new Map(), options);
  await set(array, null, Uint8Array.of(1, 2, 3));
  const { data } = await get(array);
  console.log(JSON.stringify([...data]));
`;

function run(folder: string): Promise<string> {
  const child = spawn(process.execPath, ["main.js"], { cwd: folder });
  let output = "";
  child.stdout.on("data", (piece) => (output += piece));
  child.stderr.on("data", (piece) => (output += piece));
  return new Promise((resolve) => child.once("close", () => resolve(output)));
}
