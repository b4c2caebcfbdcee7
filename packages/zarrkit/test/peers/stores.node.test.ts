import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "@zarrkit/plugin-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createArray, createGroup, openArray } from "../../src/node.js";

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zarrkit-"));
  ({ store } = await createGroup(folder));
  await writeFile(join(folder, "value"), Uint8Array.of(1, 2, 3));
});
afterAll(() => rm(folder, { recursive: true }));

it("13. a range past the end of a file was filled up with zeros", async () => {
  expect([...(await store.getRange!("value", { offset: 1, length: 10 }))!]).toEqual([2, 3]);
  expect([...(await store.getRange!("value", { offset: 1 }))!]).toEqual([2, 3]);
  expect([...(await store.getRange!("value", { offset: 10, length: 10 }))!]).toEqual([]);
});

it("13. a suffix larger than its file was filled up with zeros", async () => {
  expect([...(await store.getRange!("value", { suffix: 10 }))!]).toEqual([1, 2, 3]);
  expect(await store.getRange!("nothing", { suffix: 10 })).toBeUndefined();
});

it("13. a shard cut on disk is refused, not read as zeros", async () => {
  const path = join(folder, "sharded");
  const array = await createArray(path, { shape: [8], chunks: [2], shards: [8], dataType: "uint8" });
  await array.set(null, [1, 2, 3, 4, 5, 6, 7, 8]);
  const whole = (await array.store.get("c/0"))!.slice();
  for (const length of [0, 3, 8, 40, whole.length - 1]) {
    await writeFile(join(path, "c", "0"), whole.subarray(0, length));
    await expect((await openArray(path)).get([0])).rejects.toMatchObject({ code: "codec-failed" });
  }
});

it("16. a shard's index stayed what it was after somebody else had written the file", async () => {
  const path = join(folder, "rewritten");
  await createArray(path, { shape: [8], chunks: [2], shards: [8], dataType: "uint8" });
  // Each has a store of its own, as two processes would.
  const [reader, writer] = [await openArray(path), await openArray(path)];
  expect(await reader.at([7])).toBe(0);
  await writer.set(null, [1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await reader.at([7])).toBe(8);
  await writer.set("0:4", 0);
  expect(await reader.at([7])).toBe(8);
  expect(await reader.at([0])).toBe(0);
});
