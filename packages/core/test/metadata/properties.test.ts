import type { Bytes, Key } from "@zarrkit/plugin-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ZarrArray } from "../../src/node/zarr-array.js";
import { updateAttributes } from "../../src/open/attributes.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { storeOf } from "../doubles/documents.js";
import { arrays2, arrays3, type Document } from "./documents.js";

const registry = createRegistry();
const opening = (store: Map<Key, Bytes>) => openArray(store, { registry });
const kinds = [
  ["v3", "zarr.json", arrays3],
  ["v2", ".zarray", arrays2],
] as const;

/** All that a document says of an array. */
function facts({ parts: { metadata } }: ZarrArray) {
  const { format, shape, dataType, grid, fillValue, codecs, attributes, dimensionNames } = metadata;
  return {
    ...{ format, shape, fillValue, attributes, dimensionNames },
    dataType: [dataType.name, dataType.configuration],
    chunks: grid.axes.map(({ count, size }) => Array.from({ length: count }, (_, i) => size(i))),
    keys: [0, 1, 11].map((index) => metadata.keyEncoding.encode(shape.map(() => index))),
    codecs: codecs.map(({ extension }) => extension),
  };
}

describe.each(kinds)("a %s document", (_, key, documents) => {
  const text = (store: Map<Key, Bytes>) => new TextDecoder().decode(store.get(key));

  it("rewritten says what it said, in what we know and in what we do not", async () => {
    const property = fc.asyncProperty(documents, async (document) => {
      const store = storeOf({ [key]: document });
      const array = await opening(store);
      const { attributes: _, ...before } = JSON.parse(text(store));
      const again = (await updateAttributes(array, { probe: [1] })) as ZarrArray;
      expect(facts(again)).toEqual({ ...facts(array), attributes: { ...array.attributes, probe: [1] } });
      const { attributes: __, ...written } = JSON.parse(text(store));
      expect(written).toEqual(before);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it("written anew from what was read of it says the same", async () => {
    const property = fc.asyncProperty(documents, async (document) => {
      const array = await opening(storeOf({ [key]: document }));
      const { metadata } = array.parts;
      const { name, configuration } = array.dataType;
      const { grid, keyEncoding } = metadata;
      const store = new Map<Key, Bytes>();
      await createArray(store, {
        ...{ registry, format: array.format, shape: array.shape, codecs: array.codecs },
        ...{ attributes: array.attributes, dimensionNames: array.dimensionNames },
        chunks: grid.chunkShape ?? (grid.configuration["chunk_shapes"] as number[][]),
        dataType: configuration ? { name, configuration } : name,
        fillValue: metadata.fillValue === undefined ? null : array.fillValue,
        chunkKeyEncoding: keyEncoding,
      });
      const again = await opening(store);
      // A NaN's payload is in the document and in chunks; as a scalar it is any NaN.
      const { fillValue, codecs, ...found } = facts(again);
      const { fillValue: expected, codecs: given, ...others } = facts(array);
      expect(found).toEqual(others);
      // Elements of one byte have no byte order, and none is written.
      expect(codecs.map((codec) => codec.name)).toEqual(given.map((codec) => codec.name));
      if (!JSON.stringify(document["fill_value"]).includes("0x")) expect(fillValue).toEqual(expected);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it("spoilt at one place is refused by name, or means what it says", async () => {
    const property = fc.asyncProperty(documents, fc.nat(), hostile, async (document, place, value) => {
      const store = storeOf({ [key]: spoilt(document, place, value) });
      const outcome = await opening(store).then(facts, (error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome).toMatchObject({ name: "ZarrError", fields: { key }, message: expect.stringMatching(/\w/) });
        expect(["invalid-metadata", "unsupported-extension", "missing-codec"]).toContain((outcome as never)["code"]);
      } else {
        await updateAttributes(await opening(store), {});
        expect(facts(await opening(store))).toEqual(outcome);
      }
    });
    await fc.assert(property, { numRuns: 2000 });
  });
});

describe("no v3 document survives", () => {
  it.each<[string, (document: Document) => Document]>([
    ["one axis more in its shape", ({ shape, ...rest }) => ({ ...rest, shape: [...(shape as number[]), 1] })],
    ["a field that must be understood", (rest) => ({ ...rest, surprise: { name: "x" } })],
    ["a second codec that makes bytes", ({ codecs, ...rest }) => ({ ...rest, codecs: [...(codecs as []), "bytes"] })],
    ["a fill value of null", (rest) => ({ ...rest, fill_value: null })],
    [
      "names for one axis more",
      ({ shape, ...rest }) => ({ ...rest, shape, dimension_names: [...(shape as []).map(() => "x"), "y"] }),
    ],
    ["an unknown grid", (rest) => ({ ...rest, chunk_grid: { name: "hexagons" } })],
  ])("%s", async (_, change) => {
    const property = fc.asyncProperty(arrays3, async (document) => {
      await expect(opening(storeOf({ "zarr.json": change(document) }))).rejects.toMatchObject({ name: "ZarrError" });
    });
    await fc.assert(property, { numRuns: 50 });
  });
});

const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    "",
    "x",
    "NaN",
    "0x",
    -1,
    0,
    1.5,
    2 ** 53,
    [],
    [[]],
    {},
    { name: "bytes" },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** The document with the value at one of its places, at whatever depth, replaced or (by `undefined`) left out. */
function spoilt(document: Document, place: number, value: unknown): Document {
  const copy = structuredClone(document) as Record<string, unknown>;
  const places: (() => void)[] = [];
  const visit = (parent: Record<string, unknown>) => {
    for (const [name, child] of Object.entries(parent)) {
      places.push(() => {
        parent[name] = value;
      });
      if (typeof child === "object" && child !== null) visit(child as Record<string, unknown>);
    }
  };
  visit(copy);
  places[place % places.length]!();
  return copy;
}
