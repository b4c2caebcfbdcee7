import { type Bytes, type Key, ZarrError } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { array2, group2, storeOf } from "../doubles/documents.js";
import { readOnlyStore } from "../doubles/stores.js";
import { hierarchy } from "../fixtures/hierarchies.js";

describe("open finds out what is there", () => {
  it.each([
    ["v2 int16", "array", 2],
    ["v3 int16", "array", 3],
    ["v2 tree", "group", 2],
    ["v3 tree", "group", 3],
    ["v2 tree, consolidated", "group", 2],
    ["v3 tree, consolidated", "group", 3],
  ] as const)("%s is an %s of format %i", async (name, kind, format) => {
    const node = await open(hierarchy(name).store);
    expect(node.kind).toBe(kind);
    expect(node.format).toBe(format);
  });

  it("opens v3 from a server that fails for what it does not have", async () => {
    const { store } = hierarchy("v3 int16");
    const refusing = readOnlyStore(async (key) => {
      if (key === ".zarray") throw new ZarrError("store-failed", "a page came instead");
      return store.get(key);
    });
    expect((await openArray(refusing)).format).toBe(3);
    await expect(
      openArray(readOnlyStore(async (key) => (key === "zarr.json" ? undefined : refusing.get(key)))),
    ).rejects.toThrow("a page came instead");
  });

  it("shows what the document says", async () => {
    const array = await openArray(hierarchy("v3 transpose [2, 0, 1]").store);
    expect(array).toMatchObject({ path: "", shape: [4, 5, 6], chunks: [3, 2, 4], attributes: {}, format: 3 });
    expect(array.codecs).toEqual([
      { name: "transpose", configuration: { order: [2, 0, 1] } },
      { name: "bytes", configuration: { endian: "little" } },
    ]);
    expect(array.dataType.name).toBe("int32");
    expect(array.fillValue).toBe(0);
    expect(array.is("int32")).toBe(true);
    expect(array.is("int64")).toBe(false);
  });

  it("shows names of axes, null where one has none", async () => {
    expect((await openArray(hierarchy("v3 dimension names").store)).dimensionNames).toEqual(["y", null]);
    expect((await openArray(hierarchy("v3 int16").store)).dimensionNames).toBeUndefined();
  });

  it("shows v2's order, filters and compressor as one codec list", async () => {
    const array = await openArray(hierarchy("v2 order F big-endian").store);
    expect(array.codecs).toEqual([
      { name: "transpose", configuration: { order: [2, 1, 0] } },
      { name: "bytes", configuration: { endian: "big" } },
    ]);
    expect((await openArray(hierarchy("v2 uint8").store)).codecs).toEqual([{ name: "bytes" }]);
  });

  it("reads attributes with 64-bit integers and the literals that Python writes", async () => {
    for (const version of ["v2", "v3"] as const) {
      expect((await open(hierarchy(`${version} tree`).store)).attributes).toEqual({
        title: "tree",
        large: 1152921504606846977n,
      });
      expect((await open(hierarchy(`${version} attributes NaN`).store)).attributes).toEqual({
        missing: Number.NaN,
        range: [-Infinity, Infinity],
      });
    }
  });
});

describe("v2 metadata that are consolidated without the group's own", () => {
  const below = { zarr_consolidated_format: 1, metadata: { "x/.zarray": array2 } };

  it("its documents are read where they lie, and its children from what is consolidated", async () => {
    for (const options of [{}, { format: 2 } as const]) {
      const store = storeOf({ ".zmetadata": below, ".zgroup": group2, ".zattrs": { title: "t" } });
      const group = await openGroup(store, options);
      expect([group.consolidated, group.attributes]).toEqual([true, { title: "t" }]);
      expect((await openArray(group, { path: "x" })).shape).toEqual([4, 6]);
    }
  });

  it("without such documents there is no group", async () => {
    await expect(openGroup(storeOf({ ".zmetadata": below }))).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a directory that holds both formats", () => {
  const both = () => new Map<Key, Bytes>([...hierarchy("v2 int16").store, ...hierarchy("v3 uint8").store]);

  it("is read as v3, unless v2 is asked for", async () => {
    expect((await openArray(both())).dataType.name).toBe("uint8");
    expect((await openArray(both(), { format: 3 })).dataType.name).toBe("uint8");
    const v2 = await openArray(both(), { format: 2 });
    expect(v2.dataType.name).toBe("int16");
    expect((await get(v2, [0, 0])).item()).toBe(-15);
  });

  it("an error in the v3 document is not hidden by a v2 document", async () => {
    const store = both();
    store.set("zarr.json", new TextEncoder().encode('{"zarr_format": 3, "node_type": "array"}'));
    await expect(openArray(store)).rejects.toMatchObject({
      code: "invalid-metadata",
      message: "zarr.json: shape: is missing",
    });
  });

  it("an error in the v2 document is not hidden by a v3 document that is not there", async () => {
    const { store } = hierarchy("v2 int16");
    store.set(".zattrs", new TextEncoder().encode("{not json"));
    await expect(openArray(store)).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining(".zattrs is not JSON: "),
    });
  });
});

describe("what is not as asked for", () => {
  it.each(["v2", "v3"] as const)("%s: a group is no array, and an array no group", async (version) => {
    const { store } = hierarchy(`${version} tree`);
    await expect(openArray(store, { path: "a" })).rejects.toMatchObject({
      code: "wrong-node",
      message: '"a" is a group, not an array: use openGroup().',
      fields: { path: "a" },
    });
    await expect(openGroup(store, { path: "a/y" })).rejects.toMatchObject({
      code: "wrong-node",
      message: '"a/y" is an array, not a group: use openArray().',
      fields: { path: "a/y" },
    });
  });

  it("an array of another data type than asked for", async () => {
    const { store } = hierarchy("v3 int16");
    expect((await openArray(store, { dataType: "int16" })).dataType.name).toBe("int16");
    await expect(openArray(store, { dataType: "uint16" })).rejects.toMatchObject({
      code: "wrong-node",
      message: 'Array "" holds int16, but uint16 was asked for.',
    });
  });

  it.each([
    ["array", openArray, 'No Zarr array at "x/y": the store has no zarr.json and no .zarray there.'],
    ["group", openGroup, 'No Zarr group at "x/y": the store has no zarr.json and no .zgroup there.'],
    ["node", open, 'No Zarr array or group at "x/y": the store has no zarr.json and no .zarray and no .zgroup there.'],
  ] as const)("no %s there", async (_, opening, message) => {
    await expect(opening(new Map(), { path: "x/y" })).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringContaining(message),
      fields: { path: "x/y" },
    });
  });

  it("nothing of the format asked for", async () => {
    await expect(openArray(hierarchy("v2 int16").store, { format: 3 })).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringContaining("the store has no zarr.json there."),
    });
    await expect(openArray(hierarchy("v3 int16").store, { format: 2 })).rejects.toMatchObject({
      code: "not-found",
      message: expect.stringContaining("the store has no .zarray there."),
    });
  });
});
