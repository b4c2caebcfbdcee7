import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Entries, storeContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { fsStore } from "../src/store.js";

async function seed(entries: Entries): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "zarrkit-fs-"));
  for (const [key, bytes] of entries) {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), bytes);
  }
  return folder;
}

const close = (folder: string) => rm(folder, { recursive: true });

describe.each([{}, { fsync: true }, { links: "inside" as const }])(
  "store-fs with %o keeps the contract of stores:",
  async (options) => {
    for (const c of await storeContract((folder) => fsStore(folder, options), { seed, close })) it(c.name, c.run);
  },
);
