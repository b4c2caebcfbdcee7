import type { Bytes, Key, Store } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { slice } from "../../src/indexing/selection.js";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { open, openArray } from "../../src/open/open.js";
import { readRange } from "../../src/store/range.js";
import { store2, store3 } from "../doubles/documents.js";
import { oddView, readOnlyStore } from "../doubles/stores.js";
import { hierarchy } from "../fixtures/hierarchies.js";

/** Each test bears the name of a bug that was seen in a published JavaScript library, which would fail it. */

/** 4 × 6, counted, in chunks of 2 × 3. */
async function counted(map = new Map<Key, Bytes>()) {
  const array = await createArray(map, { shape: [4, 6], chunks: [2, 3], dataType: "int16", fillValue: 9 });
  await set(
    array,
    null,
    Int16Array.from({ length: 24 }, (_, i) => i),
  );
  return array;
}
const first = (array: Awaited<ReturnType<typeof counted>>) => get(array, [0]).then((row) => row.toNested());

describe("selections that peers answer wrong", () => {
  it("too few indices gave zeros", async () => {
    const array = await counted();
    expect((await get(array, [1])).toNested()).toEqual([6, 7, 8, 9, 10, 11]);
    expect((await get(array, [slice(0, 2)])).shape).toEqual([2, 6]);
  });

  it("an empty selection, or an array without elements, threw", async () => {
    expect((await get(await counted(), [slice(2, 2)])).shape).toEqual([0, 6]);
    const none = await createArray(new Map(), { shape: [0], dataType: "int8" });
    expect((await get(none)).toNested()).toEqual([]);
  });

  it("1.7 was taken for 1, NaN for something, slice(0.5, 2) scrambled the data", async () => {
    const array = await counted();
    for (const selection of [[1.7], [Number.NaN], [slice(0.5, 2)]]) {
      await expect(get(array, selection)).rejects.toMatchObject({ code: "invalid-selection" });
    }
  });

  it("a negative step was refused", async () => {
    expect((await get(await counted(), [0, slice(null, null, -2)])).toNested()).toEqual([5, 3, 1]);
  });
});

describe("chunks that peers read wrong", () => {
  it.each([
    ["truncated", 10],
    ["oversized", 14],
    ["of odd length", 11],
    ["empty", 0],
  ])("one that is %s was accepted", async (_, length) => {
    for (const map of [
      store3({}, { "c/0/0": new Uint8Array(length) }),
      store2({}, { "0.0": new Uint8Array(length) }),
    ]) {
      await expect(get(await openArray(map), [0, 0])).rejects.toMatchObject({ code: "codec-failed" });
    }
  });

  it("two transposes in a row", async () => {
    const { store, arrays } = hierarchy("v3 two transposes");
    const array = await openArray(store);
    const data = new Uint8Array(arrays.get("")!.values.length);
    array.dataType.store(await get(array), "little", data);
    expect(data).toEqual(arrays.get("")!.values);
  });

  it("big-endian chunks that the store keeps were right and wrong by turns", async () => {
    const { store } = hierarchy("v3 int32 big-endian");
    // Answers its own bytes every time, as a cache does.
    const cache = readOnlyStore(async (key) => store.get(key));
    const array = await openArray(cache);
    const once = (await get(array)).toNested();
    for (let time = 0; time < 3; time++) expect((await get(array)).toNested()).toEqual(once);
    expect((await get(array, [0, slice(0, 3)])).toNested()).toEqual([-15, -12, -9]);
  });

  it("views at odd offsets threw", async () => {
    const { store } = hierarchy("v3 float64");
    const array = await openArray(readOnlyStore(async (key) => store.get(key) && oddView(store.get(key)!)));
    expect((await get(array, [0, slice(0, 3)])).toNested()).toEqual([-15, -12, -9]);
  });

  it("more bytes than a range asked for were taken for the range", async () => {
    const store = { get: async () => undefined, getRange: async () => new Uint8Array(8), size: async () => 8 };
    await expect(readRange(store, "a", { offset: 2, length: 4 })).rejects.toMatchObject({
      code: "store-failed",
      message: "The store answered 8 bytes of a where 4 were asked.",
    });
  });

  it("bool elements could not be read by index", async () => {
    const array = await createArray(new Map(), { shape: [2], dataType: "bool" });
    await set(array, null, [true, false]);
    const { data } = await get(array);
    expect([(data as Uint8Array)[0], (data as Uint8Array)[1]]).toEqual([1, 0]);
  });
});

describe("writes that peers get wrong", () => {
  it("a chunk that the store hands out as a view of a larger buffer was written with all of the buffer", async () => {
    const inner = await counted();
    const written = new Map<Key, number>();
    const store: Store = {
      get: async (key) => {
        const bytes = await inner.store.get(key);
        return bytes && oddView(bytes);
      },
      set: async (key, bytes) => {
        written.set(key, bytes.length);
        await inner.store.set!(key, bytes);
      },
      delete: async (key) => inner.store.delete!(key),
    };
    await set(await openArray(store), [0, 0], 100);
    expect([...written]).toEqual([["c/0/0", 12]]);
    expect(await first(inner)).toEqual([100, 1, 2, 3, 4, 5]);
  });

  it("a partial write changed the store's own bytes, even when it failed", async () => {
    const kept = new Map<Key, Bytes>();
    await counted(kept);
    const before = new Map([...kept].map(([key, bytes]) => [key, [...bytes]]));
    const failing: Store = {
      get: async (key) => kept.get(key),
      set: () => Promise.reject(new Error("the disk is full")),
      delete: () => Promise.reject(new Error("the disk is full")),
    };
    await expect(set(await openArray(failing), [0, 0], 100)).rejects.toThrow("the disk is full");
    expect(new Map([...kept].map(([key, bytes]) => [key, [...bytes]]))).toEqual(before);
  });

  it("of four writes into one chunk at once only the last survived", async () => {
    const array = await createArray(new Map(), { shape: [4], dataType: "int8" });
    await Promise.all([0, 1, 2, 3].map((i) => set(array, [i], i + 1)));
    expect((await get(array)).toNested()).toEqual([1, 2, 3, 4]);
  });

  it("values of a wrong shape or type were written as garbage", async () => {
    const array = await createArray(new Map(), { shape: [4], dataType: "int16" });
    for (const wrong of [new Int16Array(3), new Float32Array(4), new Uint8Array(8), [1, 2, 3]]) {
      await expect(set(array, null, wrong as never)).rejects.toMatchObject({ code: "invalid-argument" });
    }
    expect((await get(array)).toNested()).toEqual([0, 0, 0, 0]);
  });

  it("a plain typed array or nested arrays were refused", async () => {
    const array = await createArray(new Map(), { shape: [2], dataType: "float32" });
    await set(array, null, new Float32Array([1, 2]));
    await set(array, [slice(1, 2)], [3]);
    expect((await get(array)).toNested()).toEqual([1, 3]);
  });

  it("an array of format 2 could not be created", async () => {
    const array = await createArray(new Map(), { format: 2, shape: [2], dataType: "int16" });
    await set(array, null, 5);
    expect((await get(await openArray(array.store))).toNested()).toEqual([5, 5]);
  });
});

describe("what peers let happen", () => {
  it("names in documents led out of the store", async () => {
    const asked: Key[] = [];
    const store = readOnlyStore(async (key) => {
      asked.push(key);
      return undefined;
    });
    for (const path of ["..%2fsecret.txt", "..%252fpwned", "a#b", "a?b", "100%"]) {
      await expect(open(store, { path })).rejects.toMatchObject({ code: "not-found" });
      expect(asked.every((key) => key.startsWith(`${path}/`))).toBe(true);
      asked.length = 0;
    }
    for (const path of ["../secret", "a/../../b", "//x"]) {
      await expect(open(store, { path })).rejects.toMatchObject({ code: "invalid-argument" });
    }
    expect(asked).toEqual([]);
  });

  it("hundreds of chunks were asked for at once", async () => {
    let running = 0;
    let most = 0;
    const array = await createArray(new Map(), { shape: [300], chunks: [1], dataType: "int8" });
    const store: Store = {
      get: async (key) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 0));
        running--;
        return array.store.get(key);
      },
    };
    await get(await openArray(store));
    expect(most).toBeLessThanOrEqual(32);
  });

  it("after one chunk failed the others were still written", async () => {
    const array = await createArray(new Map(), { shape: [100], chunks: [1], dataType: "int8" });
    const written: Key[] = [];
    const store: Store = {
      get: (key) => array.store.get(key),
      async set(key) {
        if (key === "c/0") throw new Error("no more room");
        written.push(key);
        await new Promise((resolve) => setTimeout(resolve, 1));
      },
      delete: async () => undefined,
      traits: { concurrency: 4 },
    };
    await expect(set(await openArray(store), null, 1)).rejects.toThrow("no more room");
    expect(written.length).toBeLessThan(10);
  });

  it("a document of vast shape was taken at its word", async () => {
    const chunk_grid = { name: "regular", configuration: { chunk_shape: [2 ** 40, 2 ** 12] } };
    const array = await openArray(store3({ shape: [2 ** 40, 2 ** 12], chunk_grid }, { "c/0/0": new Uint8Array(8) }));
    await expect(get(array)).rejects.toMatchObject({ code: "limit-exceeded" });
    await expect(get(array, [0, 0])).rejects.toMatchObject({ code: "limit-exceeded" });
    await expect(set(array, [0, 0], 1)).rejects.toMatchObject({ code: "limit-exceeded" });
  });
});
