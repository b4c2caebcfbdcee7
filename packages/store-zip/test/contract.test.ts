import { type Entries, storeContract } from "@zarrkit/conformance";
import { isZarrError, type Store } from "@zarrkit/plugin-api";
import { zipSync } from "fflate";
import { describe, it } from "vitest";
import { type ArchiveOptions, openArchive } from "../src/archive.js";
import { zipStore } from "../src/store.js";
import { MemoryFile } from "./memory-sink.js";
import { archiveOf, streamOf } from "./written.js";

const stored = async (entries: Entries) => zipSync(Object.fromEntries(entries), { level: 0 });
const deflated = async (entries: Entries) => zipSync(Object.fromEntries(entries), { level: 6 });

const seeds: Record<string, (entries: Entries) => Promise<Uint8Array<ArrayBuffer>>> = {
  "fflate stored": stored,
  "fflate deflated": deflated,
  "openArchive wrote": archiveOf,
  "openArchive compressed": (entries) => archiveOf(entries, { compress: 9 }),
  "zipStream wrote": (entries) => streamOf(entries, { ozx: "0.5" }),
};

describe.each(Object.entries(seeds))("zipStore keeps the contract of stores over what %s:", async (_, seed) => {
  for (const c of await storeContract((bytes: Uint8Array) => zipStore(bytes), { seed })) it(c.name, c.run);
});

describe("zipStore keeps the contract of stores over a Blob:", async () => {
  const seed = async (entries: Entries) => new Blob([await stored(entries)]);
  for (const c of await storeContract((blob: Blob) => zipStore(blob), { seed })) it(c.name, c.run);
});

describe("zipStore keeps the contract of stores over a value of a store:", async () => {
  const seed = async (entries: Entries) => new Map([["a.zip", await deflated(entries)]]);
  const make = (store: Map<string, Uint8Array>) => zipStore({ store, path: "a.zip" });
  for (const c of await storeContract(make, { seed })) it(c.name, c.run);
});

/** The one writer; while there is one, a reader whose writes find that out. */
async function writerOrReader(file: MemoryFile, options: ArchiveOptions): Promise<Store> {
  const open = async () => openArchive(file.open(), options);
  return open().catch((error: unknown) => {
    if (!isZarrError(error, "conflict")) throw error;
    const write = async () => void (await open());
    return { ...zipStore(file.bytes), set: write, delete: write };
  });
}

describe.each<ArchiveOptions>([{}, { compress: 1 }])(
  "openArchive with %o keeps the contract of stores:",
  async (options) => {
    const cases = await storeContract((file: MemoryFile) => writerOrReader(file, options), {
      seed: async (entries) => new MemoryFile(await archiveOf(entries, options)),
      skip: {
        "onlyIf version: a version read elsewhere is seen to be past":
          "an archive has one writer at a time, so nobody writes elsewhere",
      },
    });
    for (const c of cases) it(c.name, c.run);
  },
);
