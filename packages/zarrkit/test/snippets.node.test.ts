import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { samplesFolder } from "@zarrkit/fixtures/folders";
import { HttpResponse, http as mock } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * The code that users read first is run as it stands: each TypeScript block of these texts becomes a module. A line
 * `expression; // value` is a promise that the expression has that value. example.org answers with the samples.
 */
const root = join(import.meta.dirname, "../../..");
const texts = [
  "README.md",
  "guides/errors.md",
  "packages/core/README.md",
  "packages/zarrkit/README.md",
  "packages/codec-sharding/README.md",
];
const folder = join(import.meta.dirname, ".snippets");

const server = setupServer(
  mock.get("https://example.org/*", ({ request }) => {
    const file = join(samplesFolder, decodeURIComponent(new URL(request.url).pathname));
    if (!existsSync(file)) return new HttpResponse(null, { status: 404 });
    return HttpResponse.arrayBuffer(Uint8Array.from(readFileSync(file)).buffer);
  }),
);

beforeAll(() => {
  server.listen({
    onUnhandledRequest({ url }, { error }) {
      // Engines unpack themselves from data: URLs.
      if (!url.startsWith("data:")) error();
    },
  });
  mkdirSync(folder, { recursive: true });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

for (const text of texts) {
  describe(text, () => {
    const blocks = [...readFileSync(join(root, text), "utf8").matchAll(/^```ts\n(.*?)^```/gms)].map(
      (match) => match[1]!,
    );
    for (const [i, block] of blocks.entries()) {
      it(`runs its block ${i + 1} as it stands`, async () => {
        const file = join(folder, `${text.replaceAll("/", "-")}-${i}.ts`);
        writeFileSync(file, withPromises(block));
        const { promises } = (await import(/* @vite-ignore */ file)) as { promises: [unknown, unknown][] };
        for (const [found, promised] of promises) expect(found).toEqual(promised);
      });
    }
  });
}

/** The block with every promise kept in an exported list. */
function withPromises(block: string): string {
  const promise = /^(?!const|let|await|import)(.+); \/\/ (\[.*\]|".*"|-?[\d.]+n?|true|false)$/gm;
  return `export const promises: unknown[] = [];\n${block.replace(promise, "promises.push([$1, $2]);")}`;
}
