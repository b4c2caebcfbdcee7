import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";

const source = (name: string) => fileURLToPath(new URL(`../src/${name}`, import.meta.url));
const api = fileURLToPath(new URL("../../plugin-api/src/index.ts", import.meta.url));

async function bundle(file: string, platform: "node" | "browser") {
  const { metafile } = await build({
    entryPoints: [source(file)],
    bundle: true,
    splitting: true,
    format: "esm",
    platform,
    outdir: "out",
    write: false,
    metafile: true,
    alias: { "@zarrkit/plugin-api": api },
  });
  return Object.values(metafile.outputs).map(({ entryPoint, imports }) => ({
    entry: entryPoint !== undefined && entryPoint.endsWith(file),
    imports: imports.filter(({ external }) => external).map(({ path }) => path),
  }));
}

it("the light value imports nothing of Node; its module does", async () => {
  const chunks = await bundle("index.ts", "node");
  expect(chunks.find(({ entry }) => entry)?.imports).toEqual([]);
  expect(chunks.flatMap(({ imports }) => imports)).toContain("node:fs");
});

it.each(["browser.ts", "directory.ts"])("%s is fit for a page: it imports nothing of Node at all", async (file) => {
  expect((await bundle(file, "browser")).flatMap(({ imports }) => imports)).toEqual([]);
});
