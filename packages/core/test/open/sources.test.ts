import type { StorePlugin } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray, createGroup } from "../../src/open/create.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { toStore } from "../../src/store/wrap.js";
import { flip } from "../doubles/codecs.js";
import { recordingStore } from "../doubles/stores.js";
import { hierarchy } from "../fixtures/hierarchies.js";

describe("where a node may be", () => {
  it("a Map, a store, a store with a path, a group with a path", async () => {
    const { store } = hierarchy("v3 tree");
    expect((await open(store)).path).toBe("");
    expect((await open(store, { path: "a/y" })).path).toBe("a/y");
    expect((await open({ store, path: "a" })).path).toBe("a");
    expect((await open({ store, path: "/a/" }, { path: "/y/" })).path).toBe("a/y");
    const group = await openGroup(store, { path: "a" });
    expect((await open(group)).path).toBe("a");
    expect((await open(group, { path: "b/z" })).path).toBe("a/b/z");
    expect((await open(recordingStore(store).store)).kind).toBe("group");
  });

  it("a Map as the store that it always is, for layers, which take no maps", async () => {
    const map = new Map<string, Uint8Array>();
    const store = await toStore(map);
    expect(await toStore(map)).toBe(store);
    expect(await toStore(store)).toBe(store);
    const array = await createArray(store, { shape: [2], dataType: "int8" });
    const other = await openArray(map);
    // One store, so one lock: neither of two writes into one chunk is lost.
    await Promise.all([set(array, [0], 1), set(other, [1], 2)]);
    expect((await get(other)).toNested()).toEqual([1, 2]);
    await expect(toStore("memory://x" as never)).rejects.toMatchObject({ code: "invalid-argument" });
  });

  it("a URL, as text or as a URL", async () => {
    const { store } = hierarchy("v3 tree");
    const plugin: StorePlugin = {
      kind: "store",
      api: 1,
      name: "tree",
      schemes: ["tree"],
      load: async () => ({ open: async (url) => ({ store, path: url.slice("tree://h/".length) }) }),
    };
    const registry = createRegistry(plugin);
    expect((await open("tree://h/a", { registry })).path).toBe("a");
    expect((await openArray(new URL("tree://h/a"), { registry, path: "y" })).path).toBe("a/y");
    await expect(open("tree://h/nothing", { registry })).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringContaining("No Zarr array or group at tree://h/nothing:"),
    });
  });

  it.each([[undefined], [null], [5], [{}], [{ store: {} }]])("%j is refused", async (source) => {
    await expect(open(source as never)).rejects.toMatchObject({ code: "invalid-argument" });
  });
});

describe("paths from untrusted documents lead nowhere else", () => {
  it.each(["..", "../secret", "a/../../secret", "a//y", "__x", ".", "a/./y", "a/\u0000"])(
    "%j is refused",
    async (path) => {
      const { store, calls } = recordingStore(hierarchy("v3 tree").store);
      for (const source of [store, { store, path: "a" }, await openGroup(hierarchy("v3 tree").store)]) {
        await expect(open(source, { path })).rejects.toMatchObject({ code: "invalid-argument" });
      }
      await expect(open({ store, path })).rejects.toMatchObject({ code: "invalid-argument" });
      await expect(createGroup(store, { path })).rejects.toMatchObject({ code: "invalid-argument" });
      expect(calls).toEqual([]);
    },
  );

  it.each(["..%2fsecret", "%2e%2e", "..%252fsecret", "a%2Fy"])(
    "%j is a name like any other, never decoded",
    async (path) => {
      const { store, calls } = recordingStore(hierarchy("v3 tree").store);
      await expect(open(store, { path })).rejects.toMatchObject({ code: "not-found" });
      expect(calls[0]).toBe(`get ${path}/zarr.json`);
      await createGroup(store, { path });
      expect((await open(store, { path })).path).toBe(path);
    },
  );
});

describe("what a group hands on to its children", () => {
  it("its registry, which the caller may replace", async () => {
    const map = new Map();
    const registry = createRegistry(flip());
    const root = await createGroup(map, { registry });
    await createArray(root, { path: "x", shape: [2], dataType: "int8", codecs: [flip()] });
    expect((await openArray(await openGroup(map, { registry }), { path: "x" })).codecs).toHaveLength(2);
    await expect(openArray(root, { path: "x", registry: createRegistry() })).rejects.toMatchObject({
      code: "missing-codec",
    });
  });

  it("its limits, which the caller may change", async () => {
    const map = new Map();
    await createArray(map, { path: "x", shape: [100], chunks: [100], dataType: "int8" });
    const root = await openGroup(map, { limits: { decodedBytes: 50 } });
    const array = await openArray(root, { path: "x" });
    expect(array.parts.limits.decodedBytes).toBe(50);
    await expect(array.pipeline([100])).rejects.toMatchObject({ code: "limit-exceeded" });
    expect((await openArray(root, { path: "x", limits: { decodedBytes: 100 } })).parts.limits.decodedBytes).toBe(100);
  });

  it("its format: children of the same are looked for, and created", async () => {
    const { store, calls } = recordingStore(hierarchy("v2 tree").store);
    const root = await openGroup(store);
    calls.length = 0;
    await openArray(root, { path: "x" });
    expect(calls).toEqual(["get x/.zarray", "get x/.zattrs"]);
    const created = await createArray(root, { path: "new", shape: [1], dataType: "int8" });
    expect(created.format).toBe(2);
    expect((await openArray(root, { path: "new" })).shape).toEqual([1]);
    expect((await createGroup(root, { path: "group" })).format).toBe(2);
    expect((await open(store)).format).toBe(2);
  });

  it("a node of the other format is not put where it would hide a group", async () => {
    for (const [version, other] of [
      ["v2", 3],
      ["v3", 2],
    ] as const) {
      const { store } = hierarchy(`${version} tree`);
      await expect(createGroup(store, { path: "a/new", format: other })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining(`above it is of format ${version[1]}. Pass { format: ${version[1]} }`),
      });
      expect((await open(store, { path: "a" })).attributes).toEqual({ level: 1 });
    }
  });
});
