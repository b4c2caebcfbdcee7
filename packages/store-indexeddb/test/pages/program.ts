/** What the tabs of these tests run. */
import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { scenarios } from "@zarrkit/test-pages/scenarios";
import { indexeddb } from "../../src/index.js";
import { indexeddbStore } from "../../src/store.js";

export const { count, countInWorker, counted, create, fill, clear, write, refusal } = scenarios(indexeddbStore);

const registry = createRegistry(indexeddb());
const elements = Float64Array.from({ length: 500 * 40 }, (_, i) => Math.sin(i));

export async function writeArray(url: string): Promise<void> {
  const layout = { shape: [500, 40], chunks: [5, 8], dataType: "float64", registry } as const;
  await set(await createArray(url, layout), null, elements);
}

/** Whether every element is there, and is what was written. */
export async function arrayIsThere(url: string): Promise<boolean> {
  const { data } = await get(await openArray(url, { registry }));
  return data.length === elements.length && elements.every((element, i) => data[i] === element);
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
