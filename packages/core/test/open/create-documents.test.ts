import type { Bytes, Extension, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { type Exact, parseJson } from "../../src/json/parse.js";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import type { ZarrArray } from "../../src/node/zarr-array.js";
import { createArray, createGroup } from "../../src/open/create.js";
import { openArray, openGroup } from "../../src/open/open.js";
import { hierarchy, names } from "../fixtures/hierarchies.js";

type Document = { [key: string]: Exact };

const parse = (bytes: Bytes | undefined) => parseJson(new TextDecoder().decode(bytes), "") as Document;
const isDocument = (key: Key) => /(^|\/)(zarr\.json|\.z[a-z]+)$/.test(key);

/** The array again, from what its handle says of it. */
async function recreate(original: ZarrArray): Promise<Map<Key, Bytes>> {
  const store = new Map<Key, Bytes>();
  const created = await createArray(store, {
    format: original.format,
    shape: original.shape,
    chunks: original.chunks,
    dataType: original.dataType.name,
    codecs: original.codecs,
    fillValue: original.fillValue ?? null,
    attributes: original.attributes,
    dimensionNames: original.dimensionNames,
    chunkKeyEncoding: original.parts.metadata.keyEncoding as Extension,
  });
  await set(created, null, await get(original));
  return store;
}

describe("an array created and written like one of zarr-python's", () => {
  const arrays = names.filter((name) => hierarchy(name).arrays.has(""));

  it.each(arrays)("%s: has the same document, field by field, and the same chunks, byte by byte", async (name) => {
    const { store: theirs } = hierarchy(name);
    const ours = await recreate(await openArray(theirs));
    const key = theirs.has("zarr.json") ? "zarr.json" : ".zarray";
    const [expected, document] = [parse(theirs.get(key)), parse(ours.get(key))];
    // An empty list says the same as none.
    if (key === "zarr.json") {
      expect(expected["storage_transformers"]).toEqual([]);
      delete expected["storage_transformers"];
    }
    expect(Object.keys(document).sort()).toEqual(Object.keys(expected).sort());
    for (const [field, value] of Object.entries(expected)) expect(document[field], field).toStrictEqual(value);

    const chunks = (from: Map<Key, Bytes>) => [...from].filter(([chunk]) => !isDocument(chunk)).sort();
    // Where missing chunks have no contents, all of them are written.
    if (!name.includes("fill null")) expect(chunks(ours)).toEqual(chunks(theirs));
  });
});

describe("a tree created like one of zarr-python's", () => {
  it.each([2, 3] as const)("v%i: has the same documents", async (format) => {
    const { store: theirs } = hierarchy(`v${format} tree`);
    const ours = new Map<Key, Bytes>();
    const root = await openGroup(theirs);
    await createGroup(ours, { format, attributes: root.attributes });
    for (const path of ["a", "a/empty", "a/b"]) {
      await createGroup(ours, { format, path, attributes: (await openGroup(theirs, { path })).attributes });
    }
    for (const path of ["x", "a/y", "a/b/z"]) {
      const { attributes } = await openArray(theirs, { path });
      await createArray(ours, { format, path, shape: [3], chunks: [2], dataType: "int16", attributes });
    }
    // zarr-python writes empty attributes of v2 too, which mean none.
    const without = [...theirs].filter(
      ([key, bytes]) => isDocument(key) && new TextDecoder().decode(bytes).trim() !== "{}",
    );
    expect([...ours.keys()].sort()).toEqual(without.map(([key]) => key).sort());
    for (const [key, bytes] of without) {
      const { storage_transformers: _, ...expected } = parse(bytes);
      expect(parse(ours.get(key)), key).toStrictEqual(expected);
    }
  });
});
