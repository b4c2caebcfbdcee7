import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { samplesFolder } from "@zarrkit/fixtures/folders";
import { workspaceSources } from "@zarrkit/vitest/sources";
import { HttpResponse, http as mock } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, it } from "vitest";

/**
 * The code that users read first is run as it stands: each TypeScript block of these texts becomes a module. A line
 * `expression; // value` is a promise that the expression has that value. example.org answers with the samples.
 */
const root = join(import.meta.dirname, "../../..");
const rooms = ["packages", "test-utils", "examples"];
const readmes = rooms.flatMap((room) => readdirSync(join(root, room)).map((name) => `${room}/${name}/README.md`));

/** READMEs whose blocks are not run here, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  "test-utils/conformance/README.md": "its blocks are test files, which its own tests compare",
  "examples/store-redis/README.md": "needs a Redis server",
  "packages/store-indexeddb/README.md": "is run in Chromium, by the package's own tests",
  "packages/store-opfs/README.md": "is run in Chromium, by the package's own tests",
  "test-utils/pages/README.md": "is for tests of this workspace alone",
  "test-utils/servers/README.md": "is for tests of this workspace alone",
};
/** READMEs whose blocks are compiled only, and why. */
const compiledOnly: Readonly<Record<string, string>> = {
  "packages/store-s3/README.md": "needs a bucket of Amazon's, and accounts",
};
const texts = [
  "README.md",
  "guides/errors.md",
  ...readmes.filter((text) => !(text in elsewhere) && existsSync(join(root, text))),
];
const blocks = texts.flatMap((text) => {
  const found = [...readFileSync(join(root, text), "utf8").matchAll(/^```ts\n(.*?)^```/gms)];
  return found.map(([, block], i) => ({
    text,
    number: i + 1,
    file: `${text.replaceAll("/", "-")}-${i}.ts`,
    block: block!,
  }));
});
const folder = join(import.meta.dirname, ".snippets");

/** What lies behind https://example.org/. */
const samples = [samplesFolder, join(root, "examples/codec-xor/sample")];

const server = setupServer(
  mock.all("https://example.org/*", ({ request }) => {
    const { pathname } = new URL(request.url);
    const file = samples.map((sample) => join(sample, decodeURIComponent(pathname))).find((path) => existsSync(path));
    if (file === undefined) return new HttpResponse(null, { status: 404 });
    return HttpResponse.arrayBuffer(Uint8Array.from(readFileSync(file)).buffer);
  }),
);

/** Where blocks find themselves, for the files that they write. */
const workplace = mkdtempSync(join(tmpdir(), "zarrkit-snippets-"));
const here = process.cwd();

beforeAll(() => {
  process.chdir(workplace);
  server.listen({
    onUnhandledRequest({ url }, { error }) {
      // Engines unpack themselves from data: URLs.
      if (!url.startsWith("data:")) error();
    },
  });
  mkdirSync(folder, { recursive: true });
  for (const { file, block } of blocks) writeFileSync(join(folder, file), withPromises(block));
});
afterAll(() => {
  server.close();
  process.chdir(here);
  for (const made of [folder, workplace]) rmSync(made, { recursive: true });
});

it.each(blocks.filter(({ text }) => !(text in compiledOnly)))(
  "$text: block $number runs as it stands",
  async ({ file }) => {
    const { promises } = (await import(/* @vite-ignore */ join(folder, file))) as { promises: [unknown, unknown][] };
    for (const [found, promised] of promises) expect(found).toEqual(promised);
  },
);

it("every block compiles under strict, against the sources", () => {
  // The pattern of an alias is the name of an entry, from start to end.
  const named = workspaceSources("node").map(({ find, replacement }) => [
    find.source.replace(/[\^$\\]/g, ""),
    [replacement],
  ]);
  const paths = Object.fromEntries(named);
  const options = { noEmit: true, noUnusedLocals: false, types: ["node"], paths };
  const config = { extends: join(root, "tooling/tsconfig/base.json"), compilerOptions: options, include: ["*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript-native/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  // Of errors in the sources themselves other checks tell.
  expect(stdout.split("\n").filter((line) => line.includes("README") || line.includes("guides"))).toEqual([]);
});

/** The block with every promise kept in an exported list. */
function withPromises(block: string): string {
  const promise = /^(?!const|let|import)(.+); \/\/ (\[.*\]|".*"|-?[\d.]+n?|true|false)$/gm;
  return `export const promises: unknown[] = [];\n${block.replace(promise, "promises.push([$1, $2]);")}`;
}
