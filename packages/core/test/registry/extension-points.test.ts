import { type AnyPlugin, type Bytes, inherit, type Key, parseObject } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { regularGrid } from "../../src/grid/regular.js";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { store3 } from "../doubles/documents.js";

/** Chunk keys fanned out into folders: "0-1/c". */
const fanout: AnyPlugin = {
  kind: "chunk-key-encoding",
  api: 1,
  name: "example.fanout",
  load: async () => ({
    parse(configuration, { path }) {
      const { mark = "c" } = parseObject(configuration ?? {}, `${path}.configuration`, ["mark"]);
      return {
        name: "example.fanout",
        configuration: { mark },
        encode: (position) => `${position.join("-")}/${String(mark)}`,
      };
    },
  }),
};

/** Every chunk is one row. */
const rows: AnyPlugin = {
  kind: "chunk-grid",
  api: 1,
  name: "example.rows",
  load: async () => ({
    parse: (_, shape) => ({
      ...regularGrid([1, ...shape.slice(1)], shape),
      name: "example.rows",
      configuration: {},
    }),
  }),
};

/** Values lie under keys with a prefix. */
const apart: AnyPlugin = {
  kind: "storage-transformer",
  api: 1,
  name: "example.apart",
  load: async () => ({
    wrap(inner, configuration) {
      const { prefix } = configuration as { prefix: string };
      return {
        ...inherit({ get: inner.get }),
        get: (key, options) => inner.get(prefix + key, options),
        set: (key, value, options) => inner.set!(prefix + key, value, options),
        delete: (key, options) => inner.delete!(prefix + key, options),
      };
    },
  }),
};

describe("a plugin brings", () => {
  it("a chunk key encoding: arrays are created with it, written and read", async () => {
    const map = new Map<Key, Bytes>();
    const options = { registry: createRegistry(fanout) };
    const chunkKeyEncoding = { name: "example.fanout", configuration: { mark: "x" } };
    const array = await createArray(map, {
      shape: [2, 2],
      chunks: [1, 2],
      dataType: "int8",
      chunkKeyEncoding,
      ...options,
    });
    await set(array, null, [
      [1, 2],
      [3, 4],
    ]);
    expect([...map.keys()].sort()).toEqual(["0-0/x", "1-0/x", "zarr.json"]);
    expect(JSON.parse(new TextDecoder().decode(map.get("zarr.json"))).chunk_key_encoding).toEqual(chunkKeyEncoding);
    expect((await get(await openArray(map, options), [1])).toNested()).toEqual([3, 4]);
    await expect(openArray(map, { registry: createRegistry() })).rejects.toMatchObject({
      code: "unsupported-extension",
    });
  });

  it("a chunk grid", async () => {
    const map = store3({ chunk_grid: { name: "example.rows" } });
    map.set("c/2/0", new Uint8Array(Int16Array.of(1, 2, 3, 4, 5, 6).buffer));
    const array = await openArray(map, { registry: createRegistry(rows) });
    expect((await get(array, "1:3, ::5")).toNested()).toEqual([
      [7, 7],
      [1, 6],
    ]);
    await set(array, [3, 0], 9);
    expect(map.get("c/3/0")).toEqual(new Uint8Array(Int16Array.of(9, 7, 7, 7, 7, 7).buffer));
  });

  it("a storage transformer: chunks are read and written through it; the array asks the first of the list, and the last one the store", async () => {
    const transformer = (prefix: string) => ({ name: "example.apart", configuration: { prefix } });
    const map = store3({ storage_transformers: [transformer("first/"), transformer("second/")] });
    const array = await openArray(map, { registry: createRegistry(apart) });
    await set(array, "0:2, 0:3", 1);
    expect([...map.keys()]).toEqual(["zarr.json", "second/first/c/0/0"]);
    expect((await get(array, [0])).toNested()).toEqual([1, 1, 1, 7, 7, 7]);
  });
});
