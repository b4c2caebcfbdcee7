import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArray } from "@zarrkit/core";
import { fsStore } from "@zarrkit/store-fs/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { zipStore } from "../src/store.js";

const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const blocks = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map((match) => match[1]!);
const scratch = join(import.meta.dirname, ".snippets");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zarrkit-zip-"));
  await mkdir(scratch, { recursive: true });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(scratch, { recursive: true });
});

describe("README.md", () => {
  it.each(blocks.map((block, i) => [i + 1, block] as const))("runs its block %i as it stands", async (i, block) => {
    const file = join(scratch, `block-${i}.ts`);
    await writeFile(file, `${block.replaceAll("./sample", join(folder, "sample"))}\nexport {};\n`);
    await import(/* @vite-ignore */ file);
  });

  it("wrote the archive that it says", async () => {
    const store = zipStore({ store: fsStore(folder), path: "sample.ozx" });
    expect(JSON.parse((await store.summary()).comment)).toMatchObject({ ome: { version: "0.5" } });
    expect((await openArray(store, { path: "0" })).shape).toEqual([100]);
  });
});
