import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { appendFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createArray, createGroup, set } from "@zarrkit/core";
import { fsStore } from "@zarrkit/store-fs/store";
import { openArchive } from "@zarrkit/store-zip/archive";
import { fileSink } from "@zarrkit/store-zip/file-sink";
import { zipStore } from "@zarrkit/store-zip/store";
import { zipStream } from "@zarrkit/store-zip/stream";

const script = join(dirname(fileURLToPath(import.meta.url)), "python/read_zip.py");

/** Every way by which an archive is written, as a function of the file's path. */
const ways = {
  "stored.zip": (file) => written(file, {}),
  "deflated.zip": (file) => written(file, { compress: 6 }),
  "rfc-9.ozx": (file) => written(file, { ozx: "0.5" }),
  "commented.zip": (file) => written(file, { comment: "größe" }),
  "many-entries.zip": (file) => written(file, {}, { more: 70_000 }),
  "version-2.zip": (file) => written(file, {}, { format: 2 }),
  "appended.zip": appended,
  "compacted.zip": (file) => appended(file, (store) => store.compact()),
  "repaired.zip": async (file) => {
    await appended(file);
    await appendFile(file, Buffer.alloc(100_000, 7));
    const store = await openArchive(await fileSink(file), { onWarning: () => {} });
    await store.repair();
    await store.close();
  },
  "streamed.zip": (file) => streamed(file, {}),
  "streamed-deflated.ozx": (file) => streamed(file, { compress: 1, ozx: "0.5" }),
};

/**
 * Archives that zarrkit wrote in every way are read by Python's zipfile and by zarr-python's ZipStore, and what Python then
 * adds to them by zarrkit. The other direction is a test of `@zarrkit/store-zip`, on archives that Python made.
 * @param {string} python with requirements.txt installed
 * @param {string} folder to work in
 * @returns {Promise<import("./outcome.mjs").Outcome>}
 */
export async function zipOutcome(python, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const archives = [];
  for (const [file, write] of Object.entries(ways)) {
    await write(join(folder, file));
    archives.push({ file, values: await sums(folder, file), arrays });
  }
  await writeFile(join(folder, "archives.json"), JSON.stringify(archives));
  const { stdout } = await promisify(execFile)(python, [script, folder], { maxBuffer: 1 << 28 });
  const { passed, failed } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  for (const file of passed) {
    const found = await sums(folder, file);
    const { values } = archives.find((one) => one.file === file) ?? {};
    const added = createHash("sha256").update("as well".repeat(100)).digest("hex");
    const wanted = JSON.stringify(sorted({ ...values, "added/by Python": added }));
    if (JSON.stringify(sorted(found)) !== wanted) failed.push({ path: file, problem: "what Python added is not read" });
  }
  const cells = archives.map(({ file }) => ({ path: file }));
  return {
    title: "zarrkit wrote archives, Python read them and added",
    cells,
    passed: cells.length - failed.length,
    failed,
  };
}

const arrays = ["a", "größe/b"];
const elements = Uint8Array.from({ length: 3500 }, (_, i) => i % 251);

/**
 * @param {Awaited<ReturnType<typeof openArchive>> | ReturnType<typeof zipStream>} store
 * @param {2 | 3} format
 */
async function fill(store, format = 3) {
  await createGroup(store, { format, attributes: { größe: 1 } });
  for (const path of arrays) {
    const options = { format, shape: [50, 70], chunks: [20, 30], dataType: "uint8" };
    const array = await createArray({ store, path }, options);
    await set(array, null, elements);
  }
}

async function written(file, options, { more = 0, format = /** @type {2 | 3} */ (3) } = {}) {
  const store = await openArchive(await fileSink(file), options);
  await fill(store, format);
  for (let i = 0; i < more; i++) await store.set(`more/${i}`, Uint8Array.of(i % 256));
  await store.close();
}

async function appended(file, finish = async (_store) => {}) {
  const store = await openArchive(await fileSink(file));
  await store.set("a/c/0/0", new Uint8Array(5));
  await store.set("gone", new Uint8Array(5));
  await store.flush();
  await fill(store);
  await store.flush();
  await store.delete("gone");
  await store.flush();
  await finish(store);
  await store.close();
}

async function streamed(file, options) {
  const store = zipStream(Writable.toWeb(createWriteStream(file)), options);
  await fill(store);
  await store.close();
}

async function sums(folder, file) {
  const store = zipStore({ store: fsStore(folder), path: file });
  const found = {};
  for await (const key of store.list("")) {
    found[key] = createHash("sha256")
      .update((await store.get(key)) ?? "")
      .digest("hex");
  }
  return found;
}

function sorted(values) {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
