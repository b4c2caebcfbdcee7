import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rollup } from "vite";
import { beforeAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
let chunks: readonly Rollup.OutputChunk[];

beforeAll(async () => {
  const result = await build({ root, logLevel: "silent", build: { write: false } });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rollup.RollupOutput;
  chunks = output.filter((part) => part.type === "chunk");
});

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestAt(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** The page's dependencies, and what those depend on. */
function neededPackages(): Set<string> {
  const found = new Set<string>();
  const visit = (folder: string) => {
    for (const name of Object.keys(manifestAt(folder).dependencies ?? {})) {
      if (found.has(name)) continue;
      found.add(name);
      const place = realpathSync(join(folder, "node_modules", name));
      // Only members of the workspace are looked into: what others depend on lies beside them.
      if (!place.includes("node_modules")) visit(place);
    }
  };
  visit(root);
  return found;
}

/** Names of the packages that modules come from, the page itself left out. */
function packagesOf(parts: readonly Rollup.OutputChunk[]): string[] {
  const found = parts.flatMap(({ moduleIds }) =>
    moduleIds.map((id) => {
      const installed = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
      const folder = /^.*\/(?:packages|examples)\/[^/]+(?=\/)/.exec(id)?.[0];
      return installed ?? (folder && manifestAt(folder).name);
    }),
  );
  return [...new Set(found)].filter((name) => name !== undefined);
}

const bytes = (parts: readonly Rollup.OutputChunk[]) =>
  parts.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);

/** The chunks that the page cannot start without: the entry and what it imports statically. */
function startingChunks(): Rollup.OutputChunk[] {
  const reached = new Set<string>();
  const visit = (name: string) => {
    if (reached.has(name)) return;
    reached.add(name);
    chunks.find(({ fileName }) => fileName === name)?.imports.forEach(visit);
  };
  for (const { isEntry, fileName } of chunks) if (isEntry) visit(fileName);
  return chunks.filter(({ fileName }) => reached.has(fileName));
}

it("installs core, one store, the codecs of the samples and the third-party codec, and nothing else", () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  expect(Object.keys(dependencies)).toEqual([
    "@zarrkit/codec-blosc",
    "@zarrkit/codec-gzip",
    "@zarrkit/codec-zstd",
    "@zarrkit/core",
    "@zarrkit/store-http",
    "zarr-codec-xor",
  ]);
});

it("bundles no package that these do not need", () => {
  const needed = neededPackages();
  const bundled = packagesOf(chunks);
  expect(bundled).toContain("@zarrkit/core");
  expect(bundled.filter((name) => !needed.has(name))).toEqual([]);
  // The other codec of the gzip package.
  for (const { moduleIds } of chunks) expect(moduleIds.filter((id) => id.includes("/zlib/"))).toEqual([]);
});

it("starts without a single codec's engine, and says what it weighs", () => {
  const starting = startingChunks();
  console.log(`gallery page: starts with ${bytes(starting)} bytes, ${bytes(chunks)} with every codec (min+gz)`);
  const modules = starting.flatMap(({ moduleIds }) => moduleIds);
  expect(modules.filter((id) => /\/engines\/|codec-[^/]+\/dist\/codec/.test(id))).toEqual([]);
  expect(bytes(starting)).toBeLessThan(28_000);
});
