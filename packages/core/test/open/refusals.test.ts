import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { array2, group3, store2, store3, storeOf } from "../doubles/documents.js";

const registry = createRegistry();
const little = { name: "bytes", configuration: { endian: "little" } };

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
}

async function expectRefused(store: Map<Key, Bytes>, { code, message, path }: Refusal): Promise<void> {
  const error = await openArray(store, { registry }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code, message });
  if (path !== undefined) expect(error).toMatchObject({ fields: { path } });
}

it.each([65, 100_000])("%d axes, which would end the stack one day", async (rank) => {
  const lengths = new Array<number>(rank).fill(1);
  const grid = { name: "regular", configuration: { chunk_shape: lengths } };
  const message = "expected a list of at most 64 integers from 0, found [1,1,1";
  for (const store of [store3({ shape: lengths, chunk_grid: grid }), store2({ shape: lengths, chunks: lengths })]) {
    await expect(openArray(store, { registry })).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining(message),
      fields: { path: "shape" },
    });
  }
});

it("a field of a long name, in few words", async () => {
  const error = await openArray(store3({ ["x".repeat(100_000)]: 1 }), { registry }).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: "unsupported-extension" });
  expect((error as Error).message.length).toBeLessThan(600);
});

it("64 axes are read", async () => {
  const lengths = new Array<number>(64).fill(1);
  const grid = { name: "regular", configuration: { chunk_shape: lengths } };
  const array = await openArray(store3({ shape: lengths, chunk_grid: grid }), { registry });
  expect((await get(array)).shape).toEqual(lengths);
});

describe("nothing is silently wrong: too much or too little", () => {
  it("too many indices", async () => {
    await expect(get(await openArray(store3()), [0, 0, 0])).rejects.toMatchObject({
      code: "invalid-selection",
      message: "Cannot select from shape [4,6]: too many indices: 3 for an array of 2 axes.",
    });
  });

  it.each([
    ["shorter", 11],
    ["longer", 13],
    ["empty", 0],
  ])("a chunk that is %s than declared", async (_, length) => {
    for (const [store, key] of [
      [store3({}, { "x/c/0/1": "" }), "c/0/1"],
      [store2(), "0.1"],
    ] as const) {
      store.set(key, new Uint8Array(length));
      const array = await openArray(store);
      await expect(get(array, [1, 4])).rejects.toMatchObject({
        code: "codec-failed",
        message: `Chunk [0,1] (key "${key}") of array "": The chunk has ${length} bytes where shape [2,3] of int16 takes 12.`,
        fields: { chunk: [0, 1], key, codec: "bytes", path: "" },
      });
      expect((await get(array, [0, 0])).item()).toBe(7);
    }
  });

  it.each([-240_000, 2])("a chunk of which a part is read by ranges, and which is %i bytes too long", async (more) => {
    const chunk_grid = { name: "regular", configuration: { chunk_shape: [400, 600] } };
    const map = store3({ shape: [400, 600], chunk_grid }, { "c/0/0": new Uint8Array(480_000 + more) });
    const array = await openArray(map);
    for (const index of [
      [0, 0],
      [399, 599],
    ]) {
      await expect(get(array, index)).rejects.toMatchObject({
        code: "codec-failed",
        message: expect.stringMatching(/^Chunk \[0,0\] \(key "c\/0\/0"\) of array "": .* holds .* 480000/),
        fields: { chunk: [0, 0], key: "c/0/0" },
      });
    }
  });
});

describe("nothing is silently wrong: v3 documents", () => {
  it.each<[string, object, Refusal]>([
    [
      "a wrong codec order",
      { codecs: [little, { name: "transpose", configuration: { order: [1, 0] } }] },
      {
        code: "invalid-metadata",
        message:
          'zarr.json: codecs[1]: wrong codec order: the array-array codec "transpose" cannot come after the array-bytes codec "bytes"',
        path: "codecs[1]",
      },
    ],
    [
      "an unknown codec",
      { codecs: [little, { name: "wavelet" }] },
      {
        code: "missing-codec",
        message:
          'zarr.json: codecs[1]: no codec "wavelet" is registered. No package is known for it; a plugin can be written ' +
          "(guides/add-a-codec.md) and added with registry.register(…). Registered codecs: bytes, transpose.",
        path: "codecs[1]",
      },
    ],
    [
      "an unknown field",
      { chunk_statistics: { name: "minmax" } },
      {
        code: "unsupported-extension",
        message:
          'zarr.json: chunk_statistics: this field is not known here, and the document does not say "must_understand": false; ' +
          "the data may mean something else than they seem to.",
        path: "chunk_statistics",
      },
    ],
    [
      "storage transformers",
      { storage_transformers: [{ name: "encrypted" }] },
      {
        code: "unsupported-extension",
        message:
          'zarr.json: storage_transformers[0]: no storage transformer "encrypted" is registered. No package is known for it; ' +
          "a plugin can be written and added with registry.register(…). Registered storage transformers: none.",
        path: "storage_transformers[0]",
      },
    ],
    [
      "a fill value out of range",
      { fill_value: 40000 },
      {
        code: "invalid-metadata",
        message:
          "zarr.json: fill_value: 40000 is no fill value of data type int16; expected an integer from -32768 to 32767",
        path: "fill_value",
      },
    ],
    [
      "a chunk grid of another rank",
      { chunk_grid: { name: "regular", configuration: { chunk_shape: [2] } } },
      {
        code: "invalid-metadata",
        message: "zarr.json: chunk_grid.configuration.chunk_shape: has 1 axes, but the array has 2: [4,6]",
        path: "chunk_grid.configuration.chunk_shape",
      },
    ],
    [
      "names for another number of axes",
      { dimension_names: ["x"] },
      {
        code: "invalid-metadata",
        message: 'zarr.json: dimension_names: expected 2 names or nulls, one per axis, found ["x"]',
        path: "dimension_names",
      },
    ],
  ])("%s", async (_, change, refusal) => {
    await expectRefused(store3(change), refusal);
  });
});

describe("nothing is silently wrong: v2 documents", () => {
  it.each<[string, object, Refusal]>([
    [
      "chunks of another rank",
      { chunks: [2, 3, 1] },
      { code: "invalid-metadata", message: ".zarray: chunks: has 3 axes, but the array has 2: [4,6]", path: "chunks" },
    ],
    [
      "a compressor among the filters that makes bytes before another filter",
      { filters: [{ id: "wavelet" }] },
      {
        code: "missing-codec",
        message:
          '.zarray: filters[0]: no codec "wavelet" is registered. No package is known for it; a plugin can be written ' +
          "(guides/add-a-codec.md) and added with registry.register(…). Registered codecs: bytes, transpose.",
        path: "filters[0]",
      },
    ],
    [
      "a data type without a byte order",
      { dtype: "i2" },
      { code: "invalid-metadata", message: '.zarray: dtype: "i2" needs a byte order, "<" or ">"', path: "dtype" },
    ],
    [
      "a fill value of another type",
      { fill_value: "seven" },
      {
        code: "invalid-metadata",
        message:
          '.zarray: fill_value: "seven" is no fill value of data type int16; expected an integer from -32768 to 32767',
        path: "fill_value",
      },
    ],
    [
      "an unknown order",
      { order: "A" },
      { code: "invalid-metadata", message: '.zarray: order: expected "C" or "F", found "A"', path: "order" },
    ],
    [
      "another format in the document than in its name",
      { zarr_format: 3 },
      { code: "invalid-metadata", message: ".zarray: zarr_format: expected 2, found 3", path: "zarr_format" },
    ],
  ])("%s", async (_, change, refusal) => {
    await expectRefused(store2(change), refusal);
  });

  it.each(Object.keys(array2))("%s is missing", async (field) => {
    const message = field === "zarr_format" ? "zarr_format: expected 2, found nothing" : `${field}: is missing`;
    await expectRefused(store2({ [field]: undefined }), { code: "invalid-metadata", message: `.zarray: ${message}` });
  });
});

describe("what is no document at all", () => {
  const page = "<!DOCTYPE html>\n<html><body>Not here</body></html>";

  it.each([
    ["zarr.json", openArray],
    [".zarray", openArray],
    [".zattrs", openArray],
    [".zgroup", openGroup],
    [".zmetadata", openGroup],
  ] as const)("an HTML page in place of %s", async (key, opening) => {
    const others = key === ".zattrs" ? { ".zarray": array2 } : {};
    await expect(opening(storeOf({ ...others, [key]: page }))).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringMatching(
        /is not JSON: [^]*\. The text is an HTML or XML page: the server answered for a file it does not have\.$/,
      ),
      fields: { key },
    });
  });

  it("bytes that are no text", async () => {
    await expect(
      open(storeOf({ "a/zarr.json": Uint8Array.of(0x7b, 0xff, 0x7d) }), { path: "a" }),
    ).rejects.toMatchObject({
      code: "invalid-metadata",
      message: "a/zarr.json is not UTF-8 text: it cannot be a metadata document.",
      fields: { key: "a/zarr.json" },
    });
  });

  it.each(["5", "[]", "null", '"zarr"', "true"])("JSON that is no object: %s", async (text) => {
    for (const key of ["zarr.json", ".zarray", ".zgroup"]) {
      await expect(open(storeOf({ [key]: text }))).rejects.toMatchObject({
        code: "invalid-metadata",
        message: expect.stringContaining(`${key}: document: expected an object, found ${text}`),
      });
    }
  });

  it("an error in the documents of a child names the child", async () => {
    const root = await openGroup(storeOf({ "zarr.json": group3, "a/b/zarr.json": { ...group3, node_type: "tree" } }));
    await expect(open(root, { path: "a/b" })).rejects.toMatchObject({
      code: "invalid-metadata",
      message: 'a/b/zarr.json: node_type: expected "array", found "tree"',
      fields: { key: "a/b/zarr.json", path: "node_type" },
    });
  });
});
