/** What the tabs of these tests run. */
import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { scenarios } from "@zarrkit/test-pages/scenarios";
import { opfs } from "../../src/index.js";
import { opfsStore } from "../../src/store.js";
import { namesIn } from "../folder.js";

export { namesIn };
export const { count, countInWorker, counted, create, fill, clear, write, refusal, read } = scenarios(opfsStore);

const registry = createRegistry(opfs());
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
const kept = opfsStore("kept");

export async function keep(value: number): Promise<void> {
  await kept.set("a/b/c", Uint8Array.of(value));
}

export async function keptValue(): Promise<number | undefined> {
  return (await kept.get("a/b/c"))?.[0];
}

/** Writes a value and stops on the way, with all of it handed over: for a tab that is closed then. */
export async function writeWithoutEnd(folder: string, key: string): Promise<void> {
  FileSystemWritableFileStream.prototype.close = () => new Promise(() => {});
  await opfsStore(folder).set(key, new Uint8Array(1_000_000));
}

/** How often a write in an empty folder and a delete that removes it, in another tab, left the value as it must be. */
export async function comeAndGo(folder: string, name: string, times: number): Promise<number> {
  const store = opfsStore(folder);
  let right = 0;
  for (let i = 0; i < times; i++) {
    await store.set(`a/b/${name}`, Uint8Array.of(i));
    if ((await store.get(`a/b/${name}`))?.[0] === i) right++;
    await store.delete(`a/b/${name}`);
    if ((await store.get(`a/b/${name}`)) === undefined) right++;
  }
  return right;
}

export async function keysIn(folder: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of opfsStore(folder).list("")) keys.push(key);
  return keys;
}
