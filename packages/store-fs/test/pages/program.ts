/** What the tabs of these tests run: a directory that both know, each by a handle of its own. */
import { scenarios } from "@zarrkit/test-pages/scenarios";
import { directoryStore } from "../../src/directory.js";

const top = await navigator.storage.getDirectory();
const folder = await top.getDirectoryHandle("chosen", { create: true });

export const { count, counted, create } = scenarios(() => directoryStore(folder));

/** How often a write in an empty directory and a delete that removes it, in another tab, left the value as it must be. */
export async function comeAndGo(name: string, times: number): Promise<number> {
  const store = directoryStore(folder);
  let right = 0;
  for (let i = 0; i < times; i++) {
    await store.set(`a/b/${name}`, Uint8Array.of(i));
    if ((await store.get(`a/b/${name}`))?.[0] === i) right++;
    await store.delete(`a/b/${name}`);
    if ((await store.get(`a/b/${name}`)) === undefined) right++;
  }
  return right;
}
