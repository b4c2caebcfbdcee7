import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { set } from "../../src/node/set.js";
import { updateAttributes } from "../../src/open/attributes.js";
import { createArray, createGroup } from "../../src/open/create.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { array3, group3, store3, storeOf } from "../doubles/documents.js";
import { recordingStore } from "../doubles/stores.js";

/** Tests of this folder bear the number of the rule that they hold to: 2.1 Zarr v3, 2.2 Zarr v2, 2.3 what is often got wrong. */

const opening = (change: object) => openArray(store3(change));

describe("2.1 v3: documents and identity", () => {
  it("2.1.1 the key is zarr.json at the root and P/zarr.json elsewhere, without a leading slash", async () => {
    const { store, calls } = recordingStore();
    await createArray(store, { path: "/a/b/", shape: [1], dataType: "int8" });
    await open(store, { path: "/a/b" });
    await open(store);
    const keys = calls.map((call) => call.split(" ")[1]!);
    expect(keys.every((key) => !key.startsWith("/") && !key.includes("//"))).toBe(true);
    expect(keys).toContain("zarr.json");
    expect(keys).toContain("a/b/zarr.json");
  });

  it.each([[2], [4], [99], ["3"], [3.5], [null], [undefined]])("2.1.2 zarr_format %j is refused", async (format) => {
    for (const document of [array3, group3]) {
      await expect(open(storeOf({ "zarr.json": { ...document, zarr_format: format } }))).rejects.toMatchObject({
        code: "invalid-metadata",
        message: expect.stringContaining("zarr_format: expected 3, found"),
      });
    }
  });

  it.each([["tree"], ["Array"], [3], [null], [undefined]])("2.1.2 node_type %j is refused", async (type) => {
    await expect(opening({ node_type: type })).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining("node_type"),
    });
  });

  it.each(Object.keys(array3))("2.1.3 an array without %s is refused", async (field) => {
    await expect(opening({ [field]: undefined })).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining(field),
    });
  });

  it.each(["bool", "int16", "uint64", "float32", "complex64"])(
    "2.1.3 fill_value null is refused for %s",
    async (name) => {
      await expect(opening({ data_type: name, fill_value: null })).rejects.toMatchObject({
        code: "invalid-metadata",
        fields: { path: "fill_value" },
      });
    },
  );

  it("2.1.3 a group needs zarr_format and node_type and nothing else", async () => {
    expect((await open(storeOf({ "zarr.json": group3 }))).kind).toBe("group");
    for (const field of Object.keys(group3)) {
      await expect(open(storeOf({ "zarr.json": { ...group3, [field]: undefined } }))).rejects.toMatchObject({
        code: "invalid-metadata",
      });
    }
  });

  it("2.1.4 attributes are an object, or absent", async () => {
    expect((await opening({})).attributes).toEqual({});
    expect((await opening({ attributes: { a: [1] } })).attributes).toEqual({ a: [1] });
    for (const wrong of [[], "x", 5, null]) {
      await expect(opening({ attributes: wrong })).rejects.toMatchObject({ fields: { path: "attributes" } });
      await expect(open(storeOf({ "zarr.json": { ...group3, attributes: wrong } }))).rejects.toMatchObject({
        fields: { path: "attributes" },
      });
    }
  });

  it("2.1.4 storage_transformers are a list; absent and empty are the same", async () => {
    expect((await opening({ storage_transformers: [] })).parts.metadata.storageTransformers).toEqual([]);
    expect((await opening({})).parts.metadata.storageTransformers).toEqual([]);
    for (const wrong of [{}, "x", null]) {
      await expect(opening({ storage_transformers: wrong })).rejects.toMatchObject({
        fields: { path: "storage_transformers" },
      });
    }
  });

  it("2.1.4 dimension_names are one string or null per axis; empty ones differ from null, equal ones are allowed", async () => {
    expect((await opening({})).dimensionNames).toBeUndefined();
    expect((await opening({ dimension_names: ["", null] })).dimensionNames).toEqual(["", null]);
    expect((await opening({ dimension_names: ["x", "x"] })).dimensionNames).toEqual(["x", "x"]);
    for (const wrong of [["x"], ["x", "y", "z"], ["x", 1], "xy", {}, null]) {
      await expect(opening({ dimension_names: wrong })).rejects.toMatchObject({ fields: { path: "dimension_names" } });
    }
  });

  it("2.1.5 creating a node creates a group document at every ancestor", async () => {
    const map = new Map<Key, Bytes>();
    await createArray(map, { path: "a/b/x", shape: [1], dataType: "int8" });
    await createGroup(map, { path: "c/d" });
    for (const path of ["", "a", "a/b", "c"]) expect((await openGroup(map, { path })).kind).toBe("group");
  });

  it.each([[{ name: "x" }], [{ must_understand: true }], ["text"], [1], [[]], [false], [null]])(
    "2.1.6 an unknown field %j is refused in arrays and groups",
    async (value) => {
      for (const document of [array3, group3]) {
        await expect(open(storeOf({ "zarr.json": { ...document, extra: value } }))).rejects.toMatchObject({
          code: "unsupported-extension",
          fields: { path: "extra" },
        });
      }
    },
  );

  it("2.1.6 an unknown field that need not be understood is passed over, and kept when the document is rewritten", async () => {
    const extra = { must_understand: false, name: "x", configuration: { large: 1 } };
    for (const document of [array3, group3]) {
      const map = storeOf({ "zarr.json": { ...document, extra } });
      const node = await open(map);
      expect(node.parts.metadata.document["extra"]).toMatchObject({ name: "x" });
      await updateAttributes(node, { changed: true });
      const written = JSON.parse(new TextDecoder().decode(map.get("zarr.json")));
      expect(written).toEqual({ ...document, extra, attributes: { changed: true } });
    }
  });

  it("2.1.7 consolidated_metadata of a group is known although it has no name", async () => {
    const consolidated = { kind: "inline", must_understand: false, metadata: { x: array3 } };
    const root = await openGroup(storeOf({ "zarr.json": { ...group3, consolidated_metadata: consolidated } }));
    expect((await openArray(root, { path: "x" })).shape).toEqual([4, 6]);
    const other = { kind: "elsewhere", must_understand: false };
    expect((await openGroup(storeOf({ "zarr.json": { ...group3, consolidated_metadata: other } }))).consolidated).toBe(
      false,
    );
    await expect(
      openGroup(storeOf({ "zarr.json": { ...group3, consolidated_metadata: { kind: "elsewhere" } } })),
    ).rejects.toMatchObject({ code: "invalid-metadata" });
  });

  it("2.1.7 an array has no consolidated metadata", async () => {
    const field = { kind: "inline", metadata: {} };
    await expect(opening({ consolidated_metadata: field })).rejects.toMatchObject({ code: "unsupported-extension" });
  });
});

describe("2.1 v3: extension objects", () => {
  const long = {
    data_type: { name: "int16" },
    chunk_grid: array3.chunk_grid,
    chunk_key_encoding: { name: "default" },
    codecs: [{ name: "bytes", configuration: { endian: "little" } }],
  };

  it("2.1.8 a name alone is the same as an object with only a name, at every place", async () => {
    for (const [objects, names] of [
      [long, { ...long, data_type: "int16", chunk_key_encoding: "default" }],
      [
        { data_type: { name: "int8" }, codecs: [{ name: "bytes" }] },
        { data_type: "int8", codecs: ["bytes"] },
      ],
    ]) {
      const [first, second] = await Promise.all([opening(objects!), opening(names!)]);
      await set(first, null, 3);
      await set(second, null, 3);
      expect(second.codecs).toEqual(first.codecs);
      expect(await second.store.get("c/1/1")).toEqual(await first.store.get("c/1/1"));
    }
  });

  it.each(["data_type", "chunk_grid", "chunk_key_encoding"])(
    "2.1.8 %s: a configuration must be an object",
    async (field) => {
      for (const configuration of [[], "x", 5, null]) {
        await expect(opening({ [field]: { name: "x", configuration } })).rejects.toMatchObject({
          code: "invalid-metadata",
          fields: { path: `${field}.configuration` },
        });
      }
      for (const wrong of [5, null, {}, [], { name: 5 }]) {
        await expect(opening({ [field]: wrong })).rejects.toMatchObject({
          code: "invalid-metadata",
          fields: { path: field },
        });
      }
    },
  );

  it("2.1.8 codecs: a configuration must be an object", async () => {
    await expect(opening({ codecs: [{ name: "bytes", configuration: null }] })).rejects.toMatchObject({
      fields: { path: "codecs[0].configuration" },
    });
  });

  it("2.1.9 must_understand false is honoured for codecs and storage transformers", async () => {
    const ignorable = { name: "unknown", must_understand: false };
    const array = await opening({ codecs: [...array3.codecs, ignorable], storage_transformers: [ignorable] });
    expect(array.codecs.map(({ name }) => name)).toEqual(["bytes"]);
  });

  it.each([
    ["data_type", { name: "int16", must_understand: false }],
    ["chunk_grid", { ...array3.chunk_grid, must_understand: false }],
    ["chunk_key_encoding", { ...array3.chunk_key_encoding, must_understand: false }],
  ])("2.1.9 must_understand false is not allowed on %s", async (field, value) => {
    await expect(opening({ [field]: value })).rejects.toMatchObject({
      code: "invalid-metadata",
      fields: { path: `${field}.must_understand` },
    });
  });

  it("2.1.9 what is written has neither must_understand nor short-hand names of codecs, so that v3.0 readers take it", async () => {
    const map = new Map<Key, Bytes>();
    await createArray(map, { shape: [2], dataType: "uint8", codecs: ["bytes"] });
    const text = new TextDecoder().decode(map.get("zarr.json"));
    expect(text).not.toContain("must_understand");
    expect(JSON.parse(text)).toMatchObject({ codecs: [{ name: "bytes" }], chunk_grid: { name: "regular" } });
  });

  it("2.1.10 a name is whatever a plugin has, a URI too; what nobody has is refused", async () => {
    const { createRegistry } = await import("../../src/registry/registry.js");
    const { flip } = await import("../doubles/codecs.js");
    const name = "https://example.org/codecs/flip";
    const codecs = [...array3.codecs, { name }];
    const array = await openArray(store3({ codecs }), { registry: createRegistry(flip(name)) });
    expect(array.codecs[1]).toEqual({ name });
    for (const wrong of ["Bytes", "BYTES", "bytes ", ""]) {
      await expect(opening({ codecs: [{ ...array3.codecs[0], name: wrong }] })).rejects.toMatchObject({
        code: "missing-codec",
      });
    }
  });

  it("2.1.10 r<N> is a name with a number in it: a multiple of 8", async () => {
    const codecs = ["bytes"];
    expect((await opening({ data_type: "r24", fill_value: [1, 2, 3], codecs })).dataType).toMatchObject({
      name: "r24",
      itemSize: 3,
    });
    for (const wrong of ["r0", "r7", "r-8", "r08", "r"]) {
      await expect(opening({ data_type: wrong, fill_value: [], codecs })).rejects.toMatchObject({
        code: expect.stringMatching(/^(unsupported-extension|invalid-metadata)$/),
      });
    }
  });

  it("2.1.11 the configuration of numpy.datetime64 has no further fields", async () => {
    const type = (configuration: object) => ({
      data_type: { name: "numpy.datetime64", configuration },
      fill_value: "NaT",
    });
    expect((await opening(type({ unit: "s", scale_factor: 1 }))).dataType.name).toBe("numpy.datetime64");
    await expect(opening(type({ unit: "s", scale_factor: 1, zone: "UTC" }))).rejects.toMatchObject({
      code: "invalid-metadata",
    });
  });
});
