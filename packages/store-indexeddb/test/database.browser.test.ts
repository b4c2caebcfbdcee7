import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { blockLength } from "../src/layout.js";
import { indexeddbStore, openIndexeddb } from "../src/store.js";
import { freshName, open, remove } from "./database.js";

let name: string;
let store: ReturnType<typeof indexeddbStore>;

beforeEach(() => {
  name = freshName();
  store = indexeddbStore(name);
});
afterEach(async () => {
  await store.close();
  await remove(name);
});

const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7) % 251);

describe("a database", () => {
  it("is not made before it is needed", async () => {
    expect((await indexedDB.databases()).some((one) => one.name === name)).toBe(false);
    expect(await store.get("a")).toBeUndefined();
    expect((await indexedDB.databases()).some((one) => one.name === name)).toBe(true);
  });

  it("is opened elsewhere by the location that its store tells", async () => {
    await store.set("a/b", Uint8Array.of(1));
    const { store: other, path } = openIndexeddb(store.traits.location, {});
    expect(path).toBe("");
    expect(await other.get("a/b")).toEqual(Uint8Array.of(1));
  });

  it("of somebody else is refused and left alone", async () => {
    (await open(name, (database) => database.createObjectStore("notes"))).close();
    await expect(store.set("a", Uint8Array.of(1))).rejects.toMatchObject({
      code: "unsupported",
      message: `The IndexedDB database ${JSON.stringify(name)} is somebody else's (it holds notes): choose another name.`,
    });
    const database = await open(name);
    expect([...database.objectStoreNames]).toEqual(["notes"]);
    expect(database.version).toBe(1);
    database.close();
  });

  it("that somebody made and left empty is used", async () => {
    (await open(name)).close();
    await store.set("a", Uint8Array.of(1));
    expect(await indexeddbStore(name).get("a")).toEqual(Uint8Array.of(1));
  });

  it("that must be laid out while another tab holds it open is an error, and can be used when that tab is gone", async () => {
    const holding = await open(name);
    await expect(store.get("a")).rejects.toMatchObject({
      code: "store-failed",
      retryable: true,
      message: `IndexedDB ${JSON.stringify(name)} must be laid out, but another tab holds it open: close the other tabs of this site, then try again.`,
    });
    holding.close();
    await store.set("a", Uint8Array.of(1));
    expect(await store.get("a")).toEqual(Uint8Array.of(1));
  });

  it("is given up to who deletes it, and made again by the next call", async () => {
    await store.set("a", Uint8Array.of(1));
    const writing = store.set("b", pattern(3_000_000));
    await remove(name);
    await writing;
    expect(await store.get("a")).toBeUndefined();
    await store.set("a", Uint8Array.of(2));
    expect(await store.get("a")).toEqual(Uint8Array.of(2));
  });

  it("can be closed at any time, and is opened again", async () => {
    const calls = Array.from({ length: 20 }, (_, i) => store.set(`a/${i}`, Uint8Array.of(i)));
    await store.close();
    await Promise.all(calls);
    expect(await store.get("a/19")).toEqual(Uint8Array.of(19));
    await Promise.all([store.close(), store.get("a/1"), store.close()]);
  });
});

describe("a value", () => {
  it("longer than a block is cut into blocks, and any range of it read", async () => {
    for (const length of [blockLength - 1, blockLength, blockLength + 1, 3 * blockLength, 3 * blockLength + 5]) {
      const value = pattern(length);
      await store.set("a", value);
      expect(same(await store.get("a"), value)).toBe(true);
      for (const offset of [0, 1, blockLength - 1, blockLength, blockLength + 1, 2 * blockLength, length - 1]) {
        for (const wanted of [1, 2, blockLength, blockLength + 1, length]) {
          const range = await store.getRange("a", { offset, length: wanted });
          expect(same(range, value.subarray(offset, offset + wanted))).toBe(true);
        }
      }
    }
  });

  it("of 40 MB is read in several portions", async () => {
    const value = pattern(40_000_000);
    await store.set("a", value);
    expect(same(await store.get("a"), value)).toBe(true);
  });

  it("leaves nothing behind when it is replaced by a shorter one or deleted", async () => {
    await store.set("a", pattern(2 * blockLength));
    await store.set("a/b", pattern(2 * blockLength));
    await store.set("a", Uint8Array.of(1));
    await store.delete("a/b");
    const database = await open(name);
    const blocks = database.transaction("zarrkit-blocks").objectStore("zarrkit-blocks").count();
    expect(await new Promise((resolve) => (blocks.onsuccess = () => resolve(blocks.result)))).toBe(0);
    database.close();
  });

  it("that lost a block is damaged, never shorter or filled up", async () => {
    await store.set("a", pattern(3 * blockLength));
    const database = await open(name);
    const transaction = database.transaction("zarrkit-blocks", "readwrite");
    transaction.objectStore("zarrkit-blocks").delete(["a", 1]);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
    expect(await store.getRange("a", { offset: 0, length: 10 })).toEqual(pattern(10));
    await expect(store.get("a")).rejects.toMatchObject({
      code: "store-failed",
      message: '"a" in IndexedDB is damaged: a part of it is missing. Write it again.',
    });
  });

  it("is told apart from its neighbours by a listing that skips", async () => {
    const keys = ["a", "a-b", "a.b", "a/b", "a/b/c", "a0", "b/c/d", "\u{1F30D}/x", "\uffff"];
    await Promise.all(keys.map((key) => store.set(key, Uint8Array.of(1))));
    const children: string[] = [];
    for await (const { name: child, prefix } of store.listChildren("")) children.push(prefix ? `${child}/` : child);
    expect(children.sort()).toEqual(["a", "a-b", "a.b", "a/", "a0", "b/", "\u{1F30D}/", "\uffff"].sort());
    const found: string[] = [];
    for await (const key of store.list("")) found.push(key);
    expect(found.sort()).toEqual([...keys].sort());
  });
});

it("a prefix ends where the next name begins", async () => {
  await Promise.all(["x/1", "x/2", "x0", "x0/y", "x1"].map((key) => store.set(key, Uint8Array.of(1))));
  const children: string[] = [];
  for await (const { name: child, prefix } of store.listChildren("")) children.push(prefix ? `${child}/` : child);
  expect(children).toEqual(["x/", "x0", "x0/", "x1"]);
  const below: string[] = [];
  for await (const key of store.list("x/")) below.push(key);
  expect(below).toEqual(["x/1", "x/2"]);
});

function same(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one?.length === other.length && one.every((byte, i) => byte === other[i]);
}
