import { expect, it } from "vitest";
import { anatomyProblems, manifestProblems } from "../anatomy.mjs";
import { tree } from "./tree.js";

const manifest = {
  name: "@zarrkit/codec-a",
  version: "0.1.0",
  description: "A codec.",
  keywords: ["zarr"],
  license: "MIT",
  type: "module",
  sideEffects: ["./dist/register.js"],
  engines: { node: ">=20" },
  files: ["dist"],
  exports: { ".": "./dist/index.js", "./register": "./dist/register.js", "./package.json": "./package.json" },
  scripts: { build: "tsup", test: "vitest run" },
  zarrkit: { codec: ["vlen-a"], aliases: ["numcodecs.vlen-a"] },
};

const plugin = `export const vlenA = () => ({ kind: "codec", name: "vlen-a", aliases: ["numcodecs.vlen-a"] });`;

const codec = {
  "packages/codec-a/package.json": manifest,
  "packages/codec-a/README.md": "",
  "packages/codec-a/src/index.ts": "",
  "packages/codec-a/src/codec.ts": "",
  "packages/codec-a/src/config.ts": "",
  "packages/codec-a/src/register.ts": "",
  "packages/codec-a/test/contract.test.ts": "",
  "packages/codec-a/dist/package.json": { type: "module" },
  "packages/codec-a/dist/index.js": plugin,
};

it("accepts a codec package with all its furniture", async () => {
  expect(anatomyProblems(tree(codec))).toEqual([]);
  expect(await manifestProblems(tree(codec))).toEqual([]);
});

it("names every file that is missing", () => {
  for (const file of Object.keys(codec).filter((path) => !path.includes("package.json") && !path.includes("dist"))) {
    const { [file]: _, ...rest } = codec as Record<string, string | object>;
    expect(anatomyProblems(tree(rest))).toEqual([
      `packages/codec-a: ${file.slice("packages/codec-a/".length)} is missing.`,
    ]);
  }
});

it("asks a codec family for the files of each member", () => {
  const exports = { ...manifest.exports, "./b": { default: "./dist/b/index.js" } };
  const found = anatomyProblems(tree({ ...codec, "packages/codec-a/package.json": { ...manifest, exports } }));
  expect(found).toEqual([
    "packages/codec-a: src/b/index.ts is missing.",
    "packages/codec-a: src/b/codec.ts is missing.",
  ]);
});

it("refuses side effects beyond the register entry, and none at all", () => {
  for (const sideEffects of [false, ["./dist/register.js", "./dist/index.js"]]) {
    const found = anatomyProblems(tree({ ...codec, "packages/codec-a/package.json": { ...manifest, sideEffects } }));
    expect(found).toEqual([expect.stringContaining('must say "sideEffects": ["./dist/register.js"]')]);
  }
});

it("refuses a codec that the catalogue does not know", () => {
  const { zarrkit: _, ...silent } = manifest;
  const found = anatomyProblems(tree({ ...codec, "packages/codec-a/package.json": { ...silent, sideEffects: false } }));
  expect(found).toEqual([expect.stringContaining('no "zarrkit" field')]);
});

it("refuses files that are named for nothing", () => {
  for (const path of ["src/utils.ts", "src/helpers/copy.ts", "src/types.ts", "test/common.ts"]) {
    const found = anatomyProblems(tree({ ...codec, [`packages/codec-a/${path}`]: "" }));
    expect(found).toEqual([`packages/codec-a/${path}: name it for what it holds.`]);
  }
});

it("refuses a manifest that says other than the plugin", async () => {
  const forgetful = { ...manifest, zarrkit: { codec: ["vlen-a"] } };
  expect(await manifestProblems(tree({ ...codec, "packages/codec-a/package.json": forgetful }))).toEqual([
    "packages/codec-a: the manifest forgets codec numcodecs.vlen-a by vlenA().",
  ]);
  const boastful = { ...manifest, zarrkit: { codec: ["vlen-a", "b"], aliases: ["numcodecs.vlen-a"] } };
  expect(await manifestProblems(tree({ ...codec, "packages/codec-a/package.json": boastful }))).toEqual([
    "packages/codec-a: the manifest promises codec b by b().",
  ]);
});
