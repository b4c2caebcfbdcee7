import { Buffer } from "node:buffer";
import type { Store } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { openArray } from "../../src/open/open.js";
import { array2, storeOf } from "../doubles/documents.js";
import { readOnlyStore } from "../doubles/stores.js";
import { hierarchy, names } from "../fixtures/hierarchies.js";

/** Bytes as Node's file functions give them: at any offset of a shared pool, and with a slice() that copies nothing. */
function pooled(bytes: Uint8Array): Buffer {
  const pool = Buffer.alloc(bytes.length + 3, 0xa5);
  pool.set(bytes, 3);
  return pool.subarray(3);
}

const struct = new Uint8Array(12);
new DataView(struct.buffer).setInt32(0, -7);
new DataView(struct.buffer).setFloat64(4, 2.5);

describe("a store that answers Node's Buffers", () => {
  const cases = [
    ...names.filter((name) => hierarchy(name).arrays.has("")).map((name) => [name, hierarchy(name).store] as const),
    [
      "a big-endian struct",
      storeOf({
        ".zarray": {
          ...array2,
          dtype: [
            ["a", ">i4"],
            ["b", ">f8"],
          ],
          fill_value: null,
          shape: [1],
          chunks: [1],
        },
        "0": struct,
      }),
    ] as const,
  ];

  it.each(cases)("%s: is read alike twice, and no Buffer is changed", async (_, map) => {
    const buffers = new Map([...map].map(([key, bytes]) => [key, pooled(bytes)]));
    const before = new Map([...buffers].map(([key, buffer]) => [key, [...new Uint8Array(buffer.buffer)]]));
    const [plain, array] = await Promise.all([
      openArray(map),
      openArray(readOnlyStore(async (key) => buffers.get(key))),
    ]);
    const expected = (await get(plain)).toNested();
    expect((await get(array)).toNested()).toEqual(expected);
    expect((await get(array)).toNested()).toEqual(expected);
    for (const [key, buffer] of buffers) expect([...new Uint8Array(buffer.buffer)], key).toEqual(before.get(key));
  });

  it("and is written to: parts of chunks are changed in copies", async () => {
    const { store } = hierarchy("v3 int32");
    const kept = new Map([...store].map(([key, bytes]) => [key, pooled(bytes)]));
    const written = new Map<string, Uint8Array>();
    const keeping: Store = {
      get: async (key) => kept.get(key),
      set: async (key, bytes) => void written.set(key, bytes),
      delete: async () => undefined,
    };
    const array = await openArray(keeping);
    await set(array, [0, 0], 99);
    expect([...kept.get("c/0/0")!]).toEqual([...store.get("c/0/0")!]);
    expect([...written.get("c/0/0")!].slice(0, 8)).toEqual([99, 0, 0, 0, ...store.get("c/0/0")!.slice(4, 8)]);
  });
});
