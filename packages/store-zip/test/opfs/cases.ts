import { type Entries, storeContract } from "@zarrkit/conformance";
import { isZarrError, type Store } from "@zarrkit/plugin-api";
import { unzipSync } from "fflate";
import { openArchive } from "../../src/archive.js";
import { opfsSink } from "../../src/opfs-sink.js";
import { zipStore } from "../../src/store.js";
import { pattern } from "../samples.js";
import { archiveOf } from "../written.js";

interface Named {
  readonly name: string;
  run(): void | Promise<void>;
}

/** A new file of the origin's private file system that holds these bytes. */
export async function newFile(bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)): Promise<FileSystemFileHandle> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle(`${crypto.randomUUID()}.zip`, { create: true });
  const writable = await file.createWritable();
  await writable.write(bytes);
  await writable.close();
  return file;
}

export async function bytesOf(file: FileSystemFileHandle): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await file.getFile()).arrayBuffer());
}

async function writerOrReader(file: FileSystemFileHandle): Promise<Store> {
  const open = async () => openArchive(await opfsSink(file));
  return open().catch(async (error: unknown) => {
    if (!isZarrError(error, "conflict")) throw error;
    const write = async () => void (await open());
    return { ...zipStore(await file.getFile()), set: write, delete: write };
  });
}

function expectTrue(found: boolean, what: string): void {
  if (!found) throw new Error(what);
}

function expectValues(archive: Uint8Array, values: Readonly<Record<string, Uint8Array>>): void {
  const found = unzipSync(archive);
  expectTrue(
    Object.keys(found).sort().join() === Object.keys(values).sort().join(),
    `keys ${Object.keys(found).join()}`,
  );
  for (const [key, bytes] of Object.entries(values)) expectTrue(bytes.join() === found[key]?.join(), key);
}

const own: readonly Named[] = [
  {
    name: "what is not flushed is not in the file, what is flushed is all there",
    async run() {
      const file = await newFile();
      const store = await openArchive(await opfsSink(file));
      await store.set("a", pattern(100_000));
      await store.flush();
      const flushed = await bytesOf(file);
      await store.set("b", pattern(100_000, 2));
      expectTrue((await store.get("b"))?.join() === pattern(100_000, 2).join(), "b before its flush");
      expectValues(flushed, { a: pattern(100_000) });
      await store.close();
      const closed = await bytesOf(file);
      expectTrue(closed.subarray(0, flushed.length).join() === flushed.join(), "flushed bytes changed");
      expectValues(closed, { a: pattern(100_000), b: pattern(100_000, 2) });
    },
  },
  {
    name: "compact() replaces the file, and it can be gone on with",
    async run() {
      const file = await newFile(
        await archiveOf([
          ["a", pattern(50_000)],
          ["b", pattern(50)],
        ]),
      );
      const store = await openArchive(await opfsSink(file));
      await store.set("a", pattern(7));
      await store.flush();
      await store.compact();
      await store.set("c", pattern(9));
      expectTrue((await store.get("b"))?.join() === pattern(50).join(), "b after compact()");
      await store.close();
      expectTrue((await file.getFile()).size < 1000, "the file is as large as before");
      expectValues(await bytesOf(file), { a: pattern(7), b: pattern(50), c: pattern(9) });
    },
  },
  {
    name: "repair() cuts off what an append left",
    async run() {
      const whole = await archiveOf([["a", pattern(500)]]);
      const torn = new Uint8Array(whole.length + 3000);
      torn.set(whole);
      const file = await newFile(torn);
      const store = await openArchive(await opfsSink(file), { onWarning: () => {} });
      expectTrue((await store.repair()) === 3000, "bytes cut off");
      await store.close();
      expectTrue((await bytesOf(file)).join() === whole.join(), "the repaired file");
    },
  },
  {
    name: "a file has one writer: a second gets conflict until the first is closed",
    async run() {
      const file = await newFile();
      const store = await openArchive(await opfsSink(file));
      const error = await opfsSink(file).catch((problem: unknown) => problem);
      expectTrue(isZarrError(error, "conflict"), String(error));
      await store.close();
      await (await opfsSink(file)).close();
    },
  },
];

/** The contract of stores, and what is peculiar to files of a page: for the page itself, and for a worker. */
export async function opfsCases(): Promise<readonly Named[]> {
  const contract = await storeContract(writerOrReader, {
    seed: async (entries: Entries) => newFile(await archiveOf(entries)),
    skip: {
      "onlyIf version: a version read elsewhere is seen to be past":
        "an archive has one writer at a time, so nobody writes elsewhere",
    },
  });
  return [...contract, ...own];
}
