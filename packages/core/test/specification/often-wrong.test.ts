import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { consolidate } from "../../src/open/consolidate.js";
import { createArray, createGroup } from "../../src/open/create.js";
import { keys, members } from "../../src/open/members.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { memoryStore } from "../../src/store/memory.js";
import { plusOne } from "../doubles/codecs.js";
import { array3, store2, store3, storeOf } from "../doubles/documents.js";
import { codecPlugin } from "../doubles/plugins.js";
import { oddView, readOnlyStore } from "../doubles/stores.js";
import { hierarchy } from "../fixtures/hierarchies.js";

describe("2.3 what other implementations got wrong", () => {
  it("2.3 big-endian fields inside a struct are swapped, each by its own size", async () => {
    const dtype = [
      ["a", ">i2"],
      ["b", ">f8"],
      ["c", "|u1"],
    ];
    const bytes = new Uint8Array(11);
    const view = new DataView(bytes.buffer);
    view.setInt16(0, -2);
    view.setFloat64(2, 1.5);
    view.setUint8(10, 7);
    const array = await openArray(store2({ dtype, fill_value: null, shape: [1], chunks: [1] }, { "0": bytes }));
    expect((await get(array, [0])).item()).toEqual({ a: -2, b: 1.5, c: 7 });
  });

  it("2.3 codecs are bound to what the codec before them makes, not to the array", async () => {
    const seen: string[] = [];
    const bytes = codecPlugin("watching", "array-bytes", (_, { dataType }) => {
      seen.push(dataType.name);
      return { encodedSize: { exact: 24 }, encode: () => new Uint8Array(24), decodeInto: () => undefined };
    });
    const codecs = [{ name: "plus-one" }, { name: "watching" }];
    const array = await openArray(store3({ codecs }), { registry: createRegistry(plusOne(), bytes) });
    await array.pipeline([2, 3]);
    expect(seen).toEqual(["int32"]);
  });

  it("2.3 a suffix range longer than the value is the whole value", async () => {
    const store = memoryStore(new Map([["a", Uint8Array.of(1, 2)]]));
    expect(await store.getRange("a", { suffix: 100 })).toEqual(Uint8Array.of(1, 2));
  });

  it("2.3 what is deleted below a path never includes siblings that begin alike", async () => {
    const map = new Map<Key, Bytes>();
    for (const path of ["a", "ab", "a b", "a.b"]) await createGroup(map, { path });
    await createGroup(map, { path: "a", overwrite: true });
    expect(await keys(await openGroup(map))).toEqual(["a", "a b", "a.b", "ab"]);
  });

  it("2.3 a chunk is fill value bit for bit: NaN equals NaN, -0 is not 0", async () => {
    const nan = await createArray(new Map(), { shape: [2], dataType: "float32", fillValue: Number.NaN });
    await set(nan, null, Number.NaN);
    expect(await nan.store.get("c/0")).toBeUndefined();
    const zero = await createArray(new Map(), { shape: [2], dataType: "float32", fillValue: 0 });
    await set(zero, null, -0);
    expect(await zero.store.get("c/0")).toBeDefined();
  });

  it("2.3 consolidating again forgets children that are gone, and knows those that came", async () => {
    const map = new Map<Key, Bytes>();
    for (const path of ["a", "b"]) await createGroup(map, { path });
    expect(await keys(await consolidate(await openGroup(map)))).toEqual(["a", "b"]);
    map.delete("b/zarr.json");
    await createGroup(map, { path: "c" });
    expect(await keys(await consolidate(await openGroup(map)))).toEqual(["a", "c"]);
  });

  it("2.3 a group without children below a consolidated one has none, and nobody is asked", async () => {
    const root = await openGroup(hierarchy("v3 tree, consolidated").store);
    const empty = await openGroup(root, { path: "a/empty" });
    expect(empty.consolidated).toBe(true);
    expect(await keys(empty)).toEqual([]);
  });

  it("2.3 members are those directly below, at whatever depth the group lies", async () => {
    for (const name of ["v2 tree", "v3 tree", "v2 tree, consolidated", "v3 tree, consolidated"] as const) {
      const root = await openGroup(hierarchy(name).store);
      const found: string[] = [];
      for await (const [child, node] of members(await openGroup(root, { path: "a" })))
        found.push(`${node.kind} ${child}`);
      expect(found).toEqual(["group b", "group empty", "array y"]);
    }
  });

  it("2.3 the memory store keeps no hold on the caller's buffer, and gives none away", async () => {
    const store = memoryStore();
    const bytes = Uint8Array.of(1, 2);
    await store.set("a", bytes);
    bytes.fill(9);
    (await store.get("a"))!.fill(9);
    expect(await store.get("a")).toEqual(Uint8Array.of(1, 2));
  });
});

describe("2.3 what JavaScript makes easy to get wrong", () => {
  it("2.3 20-digit integers, 1 and 1.0, -0, and the literal NaN survive documents", async () => {
    const map = new Map<Key, Bytes>();
    const attributes = { max: 18446744073709551615n, missing: Number.NaN, negative: -0, ratio: 1.5 };
    await createGroup(map, { attributes });
    expect((await open(map)).attributes).toEqual(attributes);
    expect(Object.is((await open(map)).attributes["negative"], -0)).toBe(true);
    await expect(
      openArray(storeOf({ "zarr.json": JSON.stringify(array3).replace('"fill_value":7', '"fill_value":7.0') })),
    ).rejects.toMatchObject({
      fields: { path: "fill_value" },
    });
  });

  it("2.3 a NaN keeps its payload from the document to the chunk and back", async () => {
    const map = store3({ data_type: "float32", fill_value: "0x7f800001" });
    const array = await openArray(map);
    await set(array, [0, 0], 1);
    const chunk = new Uint32Array(Uint8Array.from(map.get("c/0/0")!).buffer);
    expect([...chunk]).toEqual([0x3f800000, 0x7f800001, 0x7f800001, 0x7f800001, 0x7f800001, 0x7f800001]);
    const read = await get(array, "0:2, 0:3");
    expect([...new Uint32Array((read.data as Float32Array).buffer)]).toEqual([...chunk]);
  });

  it.each(["int16", "float32", "float64", "uint64"])("2.3 chunks of %s at odd offsets are read", async (dataType) => {
    const array = await createArray(new Map(), { shape: [6], chunks: [3], dataType });
    await set(array, null, [1, 2, 3, 4, 5, 6]);
    const odd = await openArray(
      readOnlyStore(async (key) => {
        const bytes = await array.store.get(key);
        return bytes && oddView(bytes);
      }),
    );
    for (const selection of [null, "1:5", "::-2", "4"]) {
      expect((await get(odd, selection)).toNested()).toEqual((await get(array, selection)).toNested());
    }
  });

  it("2.3 keys like __proto__ and constructor in attributes are data, and change no prototype", async () => {
    const text =
      '{"zarr_format": 3, "node_type": "group", "attributes": {"__proto__": {"polluted": 1}, "constructor": 2}}';
    const { attributes } = await open(storeOf({ "zarr.json": text }));
    expect(Object.keys(attributes)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const map = new Map<Key, Bytes>();
    await createGroup(map, { attributes });
    expect(new TextDecoder().decode(map.get("zarr.json"))).toContain('"__proto__": {');
  });

  it("2.3 a field __proto__ of a document is an unknown field like any other", async () => {
    const text = '{"zarr_format": 3, "node_type": "group", "__proto__": {"must_understand": true}}';
    await expect(open(storeOf({ "zarr.json": text }))).rejects.toMatchObject({ code: "unsupported-extension" });
  });
});
