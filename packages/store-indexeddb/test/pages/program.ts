/** What the pages and workers of these tests run; each call is one from a test to one tab. */

import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { isZarrError } from "@zarrkit/plugin-api";
import { indexeddb } from "../../src/index.js";
import { indexeddbStore } from "../../src/store.js";

const registry = createRegistry(indexeddb());

/** Adds one to the counter "n" so often, each time over the version that was read. */
export async function count(database: string, times: number): Promise<void> {
  const store = indexeddbStore(database);
  for (let done = 0; done < times; ) {
    const found = await store.getVersioned("n");
    const [value = 0] = new Uint32Array(found?.bytes.slice().buffer ?? [0]);
    const next = new Uint8Array(Uint32Array.of(value + 1).buffer);
    try {
      await store.set("n", next, { onlyIf: found ? { version: found.version } : "absent" });
      done++;
    } catch (error) {
      if (!isZarrError(error, "conflict")) throw error;
    }
  }
}

/** The same in a worker of this tab. */
export async function countInWorker(database: string, times: number): Promise<void> {
  const worker = new Worker("/worker.js", { type: "module" });
  const done = new Promise<string>((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  worker.postMessage([database, times]);
  const outcome = await done;
  worker.terminate();
  if (outcome !== "done") throw new Error(outcome);
}

export async function counted(database: string): Promise<number | undefined> {
  return new Uint32Array((await indexeddbStore(database).get("n"))?.slice().buffer ?? [])[0];
}

/** How many of so many creations of one value at once fulfilled. */
export async function create(database: string, times: number): Promise<number> {
  const store = indexeddbStore(database);
  const calls = Array.from({ length: times }, () => store.set("one", Uint8Array.of(1), { onlyIf: "absent" }));
  const outcomes = await Promise.allSettled(calls);
  return outcomes.filter(({ status }) => status === "fulfilled").length;
}

const layout = { shape: [500, 40], chunks: [5, 8], dataType: "float64", registry } as const;
const elements = Float64Array.from({ length: 500 * 40 }, (_, i) => Math.sin(i));

export async function writeArray(url: string): Promise<void> {
  await set(await createArray(url, layout), null, elements);
}

/** Whether every element is there, and is what was written. */
export async function arrayIsThere(url: string): Promise<boolean> {
  const { data } = await get(await openArray(url, { registry }));
  return data.length === elements.length && elements.every((element, i) => data[i] === element);
}

/** Writes values of a megabyte until one is refused, and tells how many went before and what was said. */
export async function fill(database: string) {
  const store = indexeddbStore(database);
  const megabyte = crypto.getRandomValues(new Uint8Array(65_536));
  const value = new Uint8Array(2 ** 20).map((_, i) => megabyte[i % 65_536]!);
  for (let written = 0; written < 200; written++) {
    try {
      await store.set(`v/${written}`, value);
    } catch (error) {
      if (!isZarrError(error)) throw error;
      const kept = await store.get(`v/${written - 1}`);
      const { code, message, fields } = error;
      return {
        written,
        code,
        message,
        fields,
        intact: kept?.length === value.length,
        half: await store.get(`v/${written}`),
      };
    }
  }
  return undefined;
}

export async function write(database: string, key: string, value: number): Promise<void> {
  await indexeddbStore(database).set(key, Uint8Array.of(value));
}

export async function clear(database: string): Promise<void> {
  const store = indexeddbStore(database);
  for await (const key of store.list("")) await store.delete(key);
}

/** One store that stays open over several calls of a test. */
const kept = indexeddbStore("kept");

export async function keep(value: number): Promise<void> {
  await kept.set("a", Uint8Array.of(value));
}

export async function keptValue(): Promise<number | undefined> {
  return (await kept.get("a"))?.[0];
}

/** Deletes a database, and says whether somebody was in the way. */
export function remove(database: string): Promise<string> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(database);
    request.onblocked = () => resolve("blocked");
    request.onsuccess = () => resolve("deleted");
  });
}
