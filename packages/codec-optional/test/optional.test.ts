import { packbits } from "@zarrkit/codec-filters/packbits";
import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { expect, it } from "vitest";
import { optional, optionalType } from "../src/index.js";
import { optionalChunk, registry, tools } from "./optional-chunk.js";
import { nestedChunks, plainChunks } from "./zarrs-chunks.js";

it("an array that zarrs wrote reads as its author describes it, missing chunks too", async () => {
  const document = {
    zarr_format: 3,
    node_type: "array",
    shape: [4, 4],
    data_type: {
      name: "optional",
      configuration: { name: "optional", configuration: { name: "uint8", configuration: {} } },
    },
    chunk_grid: { name: "regular", configuration: { chunk_shape: [2, 2] } },
    chunk_key_encoding: { name: "default" },
    fill_value: [null],
    codecs: [
      {
        name: "optional",
        configuration: {
          mask_codecs: [{ name: "packbits" }],
          data_codecs: [
            {
              name: "optional",
              configuration: {
                mask_codecs: ["packbits"],
                data_codecs: [{ name: "bytes", configuration: { endian: "little" } }],
              },
            },
          ],
        },
      },
    ],
  };
  const store = new Map([["zarr.json", new TextEncoder().encode(JSON.stringify(document))]]);
  for (const { name, encoded } of nestedChunks) store.set(`c/${name}`, encoded as Uint8Array<ArrayBuffer>);
  const array = await openArray(store, { registry });
  expect((await get(array)).toNested()).toEqual([
    [null, [null], [2], [3]],
    [null, [5], null, [7]],
    [[null], [null], null, null],
    [[null], [null], null, null],
  ]);
  expect((await get(array, "1, 1:3")).toNested()).toEqual([[5], null]);
});

it("missing elements are written, in part of a chunk too, and read by a fresh handle", async () => {
  const store = new Map<string, Uint8Array>();
  const codecs = [optional({ maskCodecs: [packbits()] })];
  const array = await createArray(store, {
    shape: [5],
    chunks: [2],
    dataType: optionalType("float32"),
    fillValue: null,
    codecs,
    registry,
  });
  await set(array, "1:4", [1.5, null, -2]);
  const again = await openArray(store, { registry, dataType: optionalType() });
  expect((await get(again)).data).toEqual([null, 1.5, null, -2, null]);
  expect([...store.keys()].sort()).toEqual(["c/0", "c/1", "zarr.json"]);
  const { data_type, fill_value } = JSON.parse(new TextDecoder().decode(store.get("zarr.json")));
  expect(data_type).toEqual({ name: "zarrs.optional", configuration: { name: "float32", configuration: {} } });
  expect(fill_value).toBeNull();
});

it("brings what it was given, so that nothing needs to be registered to write", async () => {
  const options = { shape: [2], dataType: optionalType("uint8"), codecs: [optional({ maskCodecs: [packbits()] })] };
  const array = await createArray(new Map(), { ...options, fillValue: 7, registry: createRegistry() });
  await set(array, [0], null);
  expect((await get(array)).toNested()).toEqual([null, 7]);
});

it("damage is seen", async () => {
  const { load } = optional();
  const codec = await load();
  const spec = await optionalChunk({ name: "uint8" }, [2, 2], null);
  const origin = { name: "zarrs.optional", format: 3, path: "codecs[0]" } as const;
  const config = codec.parse({ mask_codecs: ["packbits"], data_codecs: ["bytes"] }, origin);
  const bound = await codec.bind(config, spec, tools);
  const decode = (bytes: Uint8Array) => bound.decodeIntoAsync!(bytes, tools.scratch(spec));
  const { encoded } = plainChunks[0]!;
  await expect(decode(encoded.subarray(0, 15))).rejects.toThrow("15 bytes are less than its header");
  await expect(decode(encoded.subarray(0, 18))).rejects.toThrow(
    "claims 1 bytes of mask and 2 of elements, but 2 follow",
  );
  const claimsMore = encoded.slice().fill(255, 0, 16);
  await expect(decode(claimsMore)).rejects.toMatchObject({ code: "codec-failed" });
  const empty = encoded.slice();
  empty[16] = 0;
  await expect(decode(empty)).rejects.toThrow("elements are stored that the mask does not know");
  const fewer = encoded.slice();
  fewer[16] = 1;
  await expect(decode(fewer)).rejects.toMatchObject({ code: "codec-failed" });
});

it("other data types are refused", async () => {
  const codec = await optional().load();
  const origin = { name: "zarrs.optional", format: 3, path: "codecs[0]" } as const;
  const config = codec.parse({ mask_codecs: ["bytes"], data_codecs: ["bytes"] }, origin);
  const { dataType } = await tools.dataType("uint8", origin);
  const spec = { shape: [2], dataType, fillValue: Uint8Array.of(0) };
  await expect(codec.bind(config, spec, tools)).rejects.toThrow(
    'codecs[0]: "zarrs.optional" stores only the data type of its name, not uint8',
  );
});
