import { describe, expect, it } from "vitest";
import { createGroup } from "../../src/open/create.js";
import { keys } from "../../src/open/members.js";
import { open, openGroup } from "../../src/open/open.js";
import { memoryStore } from "../../src/store/memory.js";
import { recordingStore } from "../doubles/stores.js";

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const result: T[] = [];
  for await (const item of items) result.push(item);
  return result;
};
const bytes = Uint8Array.of(1, 2, 3, 4, 5);

describe("2.1 v3: the store interface", () => {
  it("2.1.28 no key that core asks for ends in a slash, and every prefix does, except the root's", async () => {
    const { store, calls } = recordingStore();
    await createGroup(store, { path: "a/b" });
    await keys(await openGroup(store));
    await keys(await openGroup(store, { path: "a" }));
    await createGroup(store, { path: "a", overwrite: true });
    for (const call of calls) {
      const [method, name] = call.split(" ") as [string, string];
      if (method.startsWith("list")) expect(name === "" || name.endsWith("/"), call).toBe(true);
      else expect(name.endsWith("/"), call).toBe(false);
    }
  });

  it("2.1.28 a key that is not there is nothing, not an error", async () => {
    const store = memoryStore();
    expect(await store.get("a")).toBeUndefined();
    expect(await store.getRange("a", { offset: 0, length: 1 })).toBeUndefined();
    expect(await store.getRanges("a", [{ offset: 0 }])).toBeUndefined();
    expect(await store.size("a")).toBeUndefined();
    await store.delete("a");
    await expect(open(store)).rejects.toMatchObject({ code: "not-found" });
  });

  it("2.1.28 ranges of one value keep their order, may repeat, and go to the end without a length", async () => {
    const store = memoryStore(new Map([["a", bytes]]));
    const ranges = [{ offset: 3 }, { offset: 1, length: 2 }, { offset: 1, length: 2 }, { suffix: 1 }];
    expect((await store.getRanges("a", ranges))?.map((part) => [...part])).toEqual([[4, 5], [2, 3], [2, 3], [5]]);
  });

  it("2.1.28 what is listed for a prefix never matches siblings that begin alike", async () => {
    const store = memoryStore(
      new Map(["foo/zarr.json", "foobar/zarr.json", "foo/c/0/1", "foo", "fo/x"].map((key) => [key, bytes])),
    );
    expect(await collect(store.list("foo/"))).toEqual(["foo/c/0/1", "foo/zarr.json"]);
    expect(await collect(store.listChildren("foo/"))).toEqual([
      { name: "c", prefix: true },
      { name: "zarr.json", prefix: false },
    ]);
    await createGroup(store, { path: "foo", overwrite: true });
    expect(await store.get("foobar/zarr.json")).toBeDefined();
    expect(await store.get("foo/c/0/1")).toBeUndefined();
  });

  it("2.1.28 a directory lists its direct keys and its direct prefixes, each once", async () => {
    const store = memoryStore(new Map(["a/b/c", "a/b/d", "a/b", "a/x", "y"].map((key) => [key, bytes])));
    expect(await collect(store.listChildren("a/"))).toEqual([
      { name: "b", prefix: false },
      { name: "b", prefix: true },
      { name: "x", prefix: false },
    ]);
    expect(await collect(store.listChildren(""))).toEqual([
      { name: "a", prefix: true },
      { name: "y", prefix: false },
    ]);
  });
});
