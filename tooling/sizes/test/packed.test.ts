import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import rootManifest from "../../../package.json" with { type: "json" };
import { publishedPackages, root } from "../../workspace/packages.mjs";
import own from "../package.json" with { type: "json" };

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
}, 120_000);

afterAll(() => rmSync(base, { recursive: true }));

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

it("core, store-http and one codec, installed alone, read an array", async () => {
  const names = withDependencies("@zarrkit/core", "@zarrkit/store-http", "@zarrkit/codec-checksum");
  const folder = join(base, "application");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "name": "application", "private": true, "type": "module" }');
  const install = ["install", "--offline", "--no-audit", "--no-fund", ...names.map((name) => tarballs.get(name)!.file)];
  execFileSync("npm", install, { cwd: folder, stdio: "pipe" });
  const modules = join(folder, "node_modules");
  expect(readdirSync(modules).filter((name) => !name.startsWith("."))).toEqual(["@zarrkit"]);
  expect(readdirSync(join(modules, "@zarrkit")).map((name) => `@zarrkit/${name}`)).toEqual([...names].sort());

  writeArray(join(folder, "data.zarr"));
  writeFileSync(join(folder, "main.js"), application);
  expect(await run(folder)).toBe("[1,2,3,4,5,6]\n");
});

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

/** A v3 array of two chunks with their checksums, written by hand. */
function writeArray(folder: string): void {
  mkdirSync(join(folder, "c"), { recursive: true });
  const metadata = {
    zarr_format: 3,
    node_type: "array",
    shape: [6],
    data_type: "uint8",
    chunk_grid: { name: "regular", configuration: { chunk_shape: [3] } },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
    fill_value: 0,
    codecs: [{ name: "bytes" }, { name: "crc32c" }],
  };
  writeFileSync(join(folder, "zarr.json"), JSON.stringify(metadata));
  // The checksums are those of google-crc32c, little-endian.
  writeFileSync(join(folder, "c/0"), Uint8Array.of(1, 2, 3, 0x1e, 0xf2, 0x30, 0xf1));
  writeFileSync(join(folder, "c/1"), Uint8Array.of(4, 5, 6, 0x23, 0x19, 0x33, 0x85));
}

const application = `
  import { readFile } from "node:fs/promises";
  import { createServer } from "node:http";
  import { crc32c } from "@zarrkit/codec-checksum";
  import { createRegistry, get, openArray } from "@zarrkit/core";
  import { http } from "@zarrkit/store-http";

  const server = createServer((request, response) => {
    readFile(new URL("." + request.url, import.meta.url)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const registry = createRegistry(http(), crc32c());
  const array = await openArray("http://127.0.0.1:" + server.address().port + "/data.zarr", { registry });
  const { data } = await get(array);
  console.log(JSON.stringify([...data]));
  server.close();
  server.closeAllConnections();
`;

function run(folder: string): Promise<string> {
  const child = spawn(process.execPath, ["main.js"], { cwd: folder });
  let output = "";
  child.stdout.on("data", (piece) => (output += piece));
  child.stderr.on("data", (piece) => (output += piece));
  return new Promise((resolve) => child.once("close", () => resolve(output)));
}
