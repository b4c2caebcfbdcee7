import { type CodecPlugin, createArray, get, openArray, set, slice } from "@zarrkit/core";
import { describe, expect, it } from "vitest";
import { vlen, vlenBytes, vlenUtf8, vlenV2 } from "../src/index.js";
import { registry } from "./version-2.js";

const words = ["", "zarr", "日本", "🎉", "a\u0000b"];
const transpose = { name: "transpose", configuration: { order: [1, 0] } };
const crossed = { index_data_type: "uint32", index_location: "end" } as const;

const lists: Readonly<Record<string, readonly (CodecPlugin | typeof transpose)[]>> = {
  "vlen-utf8": [vlenUtf8()],
  "transpose, then vlen-utf8": [transpose, vlenUtf8()],
  "zarrs.vlen_v2": [vlenV2()],
  "zarrs.vlen": [vlen()],
  "transpose, then zarrs.vlen": [transpose, vlen(crossed)],
};

describe("arrays of strings, over chunks that stick out", () => {
  for (const [name, codecs] of Object.entries(lists)) {
    it(name, async () => {
      const store = new Map<string, Uint8Array>();
      const shape = [3, 5];
      const created = await createArray(store, {
        shape,
        dataType: "string",
        chunks: [2, 3],
        codecs,
        fillValue: "?",
        registry,
      });
      const rows = Array.from({ length: 3 }, (_, i) =>
        Array.from({ length: 5 }, (_, j) => words[(i * 5 + 2 * j) % 5]!),
      );
      await set(created, null, rows);
      await set(created, [1, slice(1, 4)], "?");

      rows[1]!.fill("?", 1, 4);
      const array = await openArray(store, { registry });
      expect((await get(array)).toNested()).toEqual(rows);
      expect((await get(array, [slice(null, null, 2), slice(4, 0, -1)])).toNested()).toEqual(
        [rows[0]!, rows[2]!].map((row) => row.slice(1).reverse()),
      );
    });
  }

  it("vlen-bytes", async () => {
    const store = new Map<string, Uint8Array>();
    const created = await createArray(store, {
      shape: [3],
      dataType: "bytes",
      chunks: [2],
      codecs: [vlenBytes()],
      registry,
    });
    const values = [Uint8Array.of(1, 2), new Uint8Array(), Uint8Array.of(255)];
    await set(created, null, values as never);
    expect((await get(await openArray(store, { registry }))).data).toEqual(values);
  });

  it("chunks that were never written read as the fill value", async () => {
    const store = new Map<string, Uint8Array>();
    const created = await createArray(store, {
      shape: [4],
      dataType: "string",
      chunks: [2],
      fillValue: "none",
      registry,
    });
    await set(created, [slice(0, 1)], "one");
    expect((await get(created)).data).toEqual(["one", "none", "none", "none"]);
    expect([...store.keys()].filter((key) => key.startsWith("c/"))).toEqual(["c/0"]);
  });
});
