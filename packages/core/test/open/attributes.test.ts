import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { updateAttributes } from "../../src/open/attributes.js";
import { consolidate } from "../../src/open/consolidate.js";
import { createArray, createGroup } from "../../src/open/create.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { memoryStore } from "../../src/store/memory.js";
import { group3, storeOf } from "../doubles/documents.js";
import { readOnlyStore } from "../doubles/stores.js";
import { hierarchy } from "../fixtures/hierarchies.js";

const text = (map: Map<Key, Bytes>, key: Key) => new TextDecoder().decode(map.get(key));

describe("updateAttributes", () => {
  it.each([2, 3] as const)("v%i: sets some, removes others, and leaves the rest", async (format) => {
    const map = new Map<Key, Bytes>();
    for (const create of [createGroup, createArray] as const) {
      const attributes = { a: 1, b: { c: [1.5, null] }, d: "x" };
      const form = create === createArray && { shape: [1], dataType: "int8" };
      const node = await create(map, { format, path: create.name, attributes, ...form } as never);
      const changed = await updateAttributes(node, { a: 2n ** 60n, d: undefined, e: Number.NaN });
      const expected = { a: 2n ** 60n, b: { c: [1.5, null] }, e: Number.NaN };
      expect(changed.attributes).toEqual(expected);
      expect(changed.kind).toBe(node.kind);
      expect((await open(map, { path: create.name })).attributes).toEqual(expected);
      expect(node.attributes).toEqual(attributes);
    }
  });

  it("keeps every other field of the document as it stands, to the type of its numbers", async () => {
    const document =
      '{"zarr_format": 3, "node_type": "group", "attributes": {"a": 1.0, "b": 18446744073709551615, "c": NaN},' +
      ' "extra": {"must_understand": false, "x": 1e3}}';
    const map = storeOf({ "zarr.json": document });
    await updateAttributes(await open(map), { d: 1 });
    const written = text(map, "zarr.json");
    for (const part of [
      '"a": 1.0',
      '"b": 18446744073709551615',
      '"c": NaN',
      '"d": 1',
      '"x": 1000.0',
      '"must_understand": false',
    ]) {
      expect(written).toContain(part);
    }
  });

  it("writes attributes of v2 where there were none", async () => {
    const map = new Map<Key, Bytes>();
    const group = await createGroup(map, { format: 2 });
    expect([...map.keys()]).toEqual([".zgroup"]);
    expect((await updateAttributes(group, { a: 1 })).attributes).toEqual({ a: 1 });
    expect(JSON.parse(text(map, ".zattrs"))).toEqual({ a: 1 });
  });

  it("loses nothing when several change the same node at once", async () => {
    const map = new Map<Key, Bytes>();
    const group = await createGroup(map);
    await Promise.all(Array.from({ length: 10 }, (_, i) => updateAttributes(group, { [`n${i}`]: i })));
    expect(Object.keys((await open(map)).attributes)).toHaveLength(10);
  });

  it("a change by somebody else meanwhile is a conflict, and theirs stays", async () => {
    const map = new Map<Key, Bytes>();
    const group = await createGroup(map);
    const inner = memoryStore(map);
    const meddling = {
      ...inner,
      async getVersioned(key: Key) {
        const found = await inner.getVersioned(key);
        await inner.set(
          "zarr.json",
          new TextEncoder().encode(JSON.stringify({ ...group3, attributes: { theirs: 1 } })),
        );
        return found;
      },
    };
    await expect(updateAttributes(await openGroup(meddling), { mine: 1 })).rejects.toMatchObject({ code: "conflict" });
    expect((await open(map)).attributes).toEqual({ theirs: 1 });
    expect(group.attributes).toEqual({});
  });

  it.each(["v2 tree, consolidated", "v3 tree, consolidated"] as const)(
    "%s: the handle that comes back shows the change, of the root and of what is below",
    async (name) => {
      const { store } = hierarchy(name);
      const root = await openGroup(store);
      expect((await updateAttributes(root, { title: "new" })).attributes["title"]).toBe("new");
      expect((await updateAttributes(await openArray(root, { path: "a/y" }), { name: "new" })).attributes).toEqual({
        name: "new",
      });
    },
  );

  it("what cannot be written is refused, and nothing is changed", async () => {
    const map = new Map<Key, Bytes>();
    const group = await createGroup(map, { attributes: { a: 1 } });
    const before = text(map, "zarr.json");
    await expect(updateAttributes(group, { when: new Map() })).rejects.toMatchObject({ code: "invalid-argument" });
    expect(text(map, "zarr.json")).toBe(before);
    const readOnly = await open(readOnlyStore(async (key) => map.get(key)));
    await expect(updateAttributes(readOnly, {})).rejects.toMatchObject({ code: "unsupported" });
    map.clear();
    await expect(updateAttributes(group, { b: 1 })).rejects.toMatchObject({
      code: "not-found",
      message: "zarr.json is gone: the node cannot be changed any more.",
    });
  });
});

describe("consolidate", () => {
  it.each([2, 3] as const)(
    "v%i: writes what zarr-python writes, as far as nodes and their documents go",
    async (format) => {
      const { store: theirs } = hierarchy(`v${format} tree, consolidated`);
      const { store: ours } = hierarchy(`v${format} tree`);
      await consolidate(await openGroup(ours));
      const documents = (map: Map<Key, Bytes>) =>
        format === 3 ? JSON.parse(text(map, "zarr.json")).consolidated_metadata : JSON.parse(text(map, ".zmetadata"));
      const [expected, found] = [documents(theirs), documents(ours)];
      // Inside, zarr-python gives groups empty consolidated metadata of their own.
      for (const document of Object.values(expected.metadata) as { consolidated_metadata?: unknown }[]) {
        delete document.consolidated_metadata;
      }
      expect(found).toEqual(expected);
    },
  );

  it.each([2, 3] as const)(
    "v%i: children are then opened without a request, from the handle and anew",
    async (format) => {
      const { store } = hierarchy(`v${format} tree`);
      const root = await consolidate(await openGroup(store));
      expect(root.consolidated).toBe(true);
      const before = new Map(store);
      for (const key of before.keys()) if (key.includes("/")) store.delete(key);
      for (const group of [root, await openGroup(store)]) {
        expect((await openArray(group, { path: "a/b/z" })).attributes).toEqual({ name: "z" });
      }
    },
  );

  it("of a group below the root covers that group alone", async () => {
    const { store } = hierarchy("v3 tree");
    const a = await consolidate(await openGroup(store, { path: "a" }));
    expect(Object.keys(JSON.parse(text(store, "a/zarr.json")).consolidated_metadata.metadata)).toEqual([
      "b",
      "empty",
      "y",
      "b/z",
    ]);
    expect((await openArray(a, { path: "y" })).shape).toEqual([3]);
    expect((await openGroup(store)).consolidated).toBe(false);
  });

  it("needs a store that can list", async () => {
    const { list: _, ...store } = memoryStore(hierarchy("v3 tree").store);
    await expect(consolidate(await openGroup(store))).rejects.toMatchObject({
      code: "unsupported",
      message: 'The metadata of "" cannot be consolidated: its store cannot list what lies below.',
    });
  });
});
