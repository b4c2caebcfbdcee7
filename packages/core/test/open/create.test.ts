import type { Bytes, Codec, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray, createGroup } from "../../src/open/create.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { flip, plusOne } from "../doubles/codecs.js";
import { readOnlyStore, recordingStore } from "../doubles/stores.js";

const options = { shape: [4, 6], dataType: "int16" } as const;
const text = (bytes: Bytes | undefined) => new TextDecoder().decode(bytes);

describe("defaults", () => {
  it("zeros as the fill value, one chunk for what is small, keys c/0/1, little-endian bytes", async () => {
    const array = await createArray(new Map(), options);
    expect(array).toMatchObject({ format: 3, chunks: [4, 6], fillValue: 0, attributes: {}, path: "" });
    expect(array.codecs).toEqual([{ name: "bytes", configuration: { endian: "little" } }]);
    expect(array.parts.metadata.keyEncoding.encode([0, 1])).toBe("c/0/1");
  });

  it("chunks of about 1 MiB for what is large", async () => {
    const { chunks } = await createArray(new Map(), { shape: [10000, 3, 5000], dataType: "float64" });
    const bytes = chunks!.reduce((product, length) => product * length, 8);
    expect(bytes).toBeLessThanOrEqual(2 ** 20);
    expect(bytes).toBeGreaterThan(2 ** 18);
  });

  it("bytes stand where they belong among codecs that are given", async () => {
    const array = await createArray(new Map(), { ...options, codecs: [plusOne(), flip(), flip("again")] });
    expect(array.codecs.map(({ name }) => name)).toEqual(["plus-one", "bytes", "flip", "again"]);
  });
});

describe("what is created can be used at once, and opened", () => {
  it("by the handle, without asking the store again", async () => {
    const { store, calls } = recordingStore();
    const array = await createArray(store, { ...options, chunks: [2, 3], fillValue: -1 });
    calls.length = 0;
    await set(array, [0, 0], 5);
    expect((await get(array, [0])).toNested()).toEqual([5, -1, -1, -1, -1, -1]);
    expect(calls.filter((call) => call.includes("json"))).toEqual([]);
  });

  it("plugin values need no registration to write and read through the handle", async () => {
    const map = new Map<Key, Bytes>();
    const array = await createArray(map, {
      shape: [2],
      dataType: "uint8",
      codecs: [flip()],
      registry: createRegistry(),
    });
    await set(array, null, Uint8Array.of(1, 2));
    expect(map.get("c/0")).toEqual(Uint8Array.of(254, 253));
    expect((await get(array)).toNested()).toEqual([1, 2]);
    await expect(openArray(map, { registry: createRegistry() })).rejects.toMatchObject({ code: "missing-codec" });
    expect((await get(await openArray(map, { registry: createRegistry(flip()) }))).toNested()).toEqual([1, 2]);
  });

  it("names, objects and plugin values say the same", async () => {
    const registry = createRegistry(flip());
    const documents = new Set<string>();
    for (const codec of ["flip", { name: "flip" }, flip()]) {
      const map = new Map<Key, Bytes>();
      await createArray(map, { ...options, codecs: [codec], registry });
      documents.add(text(map.get("zarr.json")));
    }
    expect(documents.size).toBe(1);
  });

  it("attributes of any depth, with the numbers that JSON has not", async () => {
    const map = new Map<Key, Bytes>();
    const attributes = { a: [1, 1.5, -0, Number.NaN, 2n ** 64n], b: { c: null, d: "é" }, _FillValue: Infinity };
    await createArray(map, { ...options, attributes });
    expect((await openArray(map)).attributes).toEqual(attributes);
    await expect(createArray(new Map(), { ...options, attributes: { at: new Map() } })).rejects.toMatchObject({
      code: "invalid-argument",
    });
  });

  it("names of axes", async () => {
    for (const format of [2, 3] as const) {
      const map = new Map<Key, Bytes>();
      await createArray(map, { ...options, format, dimensionNames: ["y", "x"] });
      expect((await openArray(map)).dimensionNames).toEqual(["y", "x"]);
    }
  });

  it("arrays without axes, and without elements", async () => {
    for (const format of [2, 3] as const) {
      const scalar = await createArray(new Map(), { format, shape: [], dataType: "float64", fillValue: 2.5 });
      expect((await get(scalar)).item()).toBe(2.5);
      await set(scalar, [], -1);
      expect((await get(scalar)).item()).toBe(-1);
      const empty = await createArray(new Map(), { format, shape: [0, 3], dataType: "float64" });
      expect((await get(empty)).toNested()).toEqual([]);
    }
  });
});

describe("groups above", () => {
  it.each([
    [3, ["a/b/x/zarr.json", "a/b/zarr.json", "a/zarr.json", "zarr.json"]],
    [2, [".zgroup", "a/.zgroup", "a/b/.zgroup", "a/b/x/.zarray"]],
  ] as const)("v%i: are created at every ancestor", async (format, expected) => {
    const map = new Map<Key, Bytes>();
    await createArray(map, { ...options, format, path: "a/b/x" });
    expect([...map.keys()].sort()).toEqual(expected);
    for (const path of ["", "a", "a/b"]) expect((await openGroup(map, { path })).attributes).toEqual({});
  });

  it("that are there stay as they are", async () => {
    const map = new Map<Key, Bytes>();
    await createGroup(map, { path: "a", attributes: { mine: 1 } });
    const before = text(map.get("a/zarr.json"));
    await createArray(map, { ...options, path: "a/x" });
    expect(text(map.get("a/zarr.json"))).toBe(before);
  });

  it.each([2, 3] as const)("v%i: an array among them is refused, and nothing is written", async (format) => {
    const map = new Map<Key, Bytes>();
    await createArray(map, { ...options, format, path: "a" });
    const before = [...map.keys()];
    for (const path of ["a/x", "a/b/x"]) {
      await expect(createArray(map, { ...options, format, path })).rejects.toMatchObject({
        code: "wrong-node",
        message: `"${path}" cannot be created: its ancestor a/${format === 3 ? "zarr.json" : ".zarray"} is an array.`,
      });
    }
    expect([...map.keys()]).toEqual(before);
  });
});

describe("a codec given by its name alone", () => {
  const plain = flip("named");
  const load = async () => ({
    ...(await plain.load()),
    parse: (configuration: unknown) => configuration,
    toConfiguration: (configuration: unknown) => (configuration ?? {}) as Record<string, unknown>,
  });
  const registry = createRegistry({ ...plain, aliases: ["numcodecs.named"], configuration: { turns: 3 }, load });
  const written = async (codec: Codec) =>
    (await createArray(new Map(), { ...options, registry, codecs: [codec] })).codecs.at(-1);

  it("is written as its registered value says", async () => {
    for (const codec of ["named", { name: "named" }]) {
      expect(await written(codec)).toEqual({ name: "named", configuration: { turns: 3 } });
    }
    const given = { name: "named", configuration: { turns: 1 } };
    expect(await written(given)).toEqual(given);
  });

  it("has its own defaults under another of its names: there its configuration is spelled otherwise", async () => {
    expect(await written("numcodecs.named")).toEqual({ name: "numcodecs.named", configuration: {} });
  });
});

describe("what is there already", () => {
  it("is a conflict, of whatever format and kind", async () => {
    for (const there of [2, 3] as const) {
      const place = { format: there, path: "n" };
      const ways = [
        (map: Map<Key, Bytes>) => createGroup(map, place),
        (map: Map<Key, Bytes>) => createArray(map, { ...options, ...place }),
      ];
      for (const create of ways) {
        const map = new Map<Key, Bytes>();
        await create(map);
        const before = new Map(map);
        for (const again of ways) {
          const error = await again(map).catch((reason: unknown) => reason);
          expect(error).toMatchObject({
            code: "conflict",
            message: expect.stringContaining("is already there. Open the node instead, or pass { overwrite: true }"),
          });
        }
        expect(map).toEqual(before);
      }
    }
  });

  it("is replaced with all below it when asked, and nothing beside it", async () => {
    const map = new Map<Key, Bytes>();
    for (const path of ["a", "ab", "a/inner", "b/a"]) await createGroup(map, { path });
    const old = await createArray(map, { ...options, path: "a/inner/x", chunks: [2, 3] });
    await set(old, null, 1);
    await createArray(map, { ...options, path: "a", overwrite: true });
    expect([...map.keys()].sort()).toEqual([
      "a/zarr.json",
      "ab/zarr.json",
      "b/a/zarr.json",
      "b/zarr.json",
      "zarr.json",
    ]);
    expect((await open(map, { path: "a" })).kind).toBe("array");
  });

  it("one of two who create at once wins", async () => {
    const map = new Map<Key, Bytes>();
    const results = await Promise.allSettled([
      createArray(map, { ...options, path: "n", attributes: { who: 1 } }),
      createArray(map, { ...options, path: "n", attributes: { who: 2 } }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find((result) => result.status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: "conflict" });
    const won = results.findIndex(({ status }) => status === "fulfilled") + 1;
    expect((await openArray(map, { path: "n" })).attributes).toEqual({ who: won });
  });
});

describe("what cannot be created is refused, and nothing is written", () => {
  it.each<[string, object, object]>([
    [
      "no shape",
      { shape: undefined },
      { code: "invalid-metadata", message: /^shape: expected a list of at most 64 integers/ },
    ],
    [
      "a shape that is no list",
      { shape: Uint8Array.of(1, 2) },
      { code: "invalid-metadata", message: /^shape: expected/ },
    ],
    [
      "a number for all axes",
      { chunks: 5 },
      { code: "invalid-metadata", message: 'chunks: expected "auto" or a list of positive integers, found 5' },
    ],
    [
      "codecs that are no list",
      { codecs: "gzip" },
      { code: "invalid-metadata", message: 'codecs: expected a list of codecs, found "gzip"' },
    ],
    [
      "an option under another tool's name",
      { fill_value: 5 },
      { code: "invalid-argument", message: /^createArray\(\) has no option "fill_value": say fillValue\.$/ },
    ],
    [
      "an option that nobody knows",
      { shapes: [1] },
      {
        code: "invalid-argument",
        message: /^createArray\(\) has no option "shapes": known are shape, dataType, chunks, /,
      },
    ],
    [
      "no data type",
      { dataType: null },
      { code: "invalid-metadata", message: "dataType: expected a name or an object with one, found null" },
    ],
    ["a negative length", { shape: [-1] }, { code: "invalid-metadata", message: /^shape: expected a list/ }],
    ["a fraction of a length", { shape: [1.5] }, { code: "invalid-metadata", message: /^shape: expected a list/ }],
    [
      "chunks of another rank",
      { chunks: [2] },
      { code: "invalid-metadata", message: /^chunks: has 1 axes, but the array has 2/ },
    ],
    [
      "chunks of no length",
      { chunks: [0, 3] },
      { code: "invalid-metadata", message: /^chunks: expected a list of positive/ },
    ],
    [
      "an unknown data type",
      { dataType: "int7" },
      { code: "unsupported-extension", message: /^dataType: no data type "int7"/ },
    ],
    [
      "a fill value of another type",
      { fillValue: "x" },
      { code: "invalid-argument", message: /"x" is no value of data type int16/ },
    ],
    [
      "a fill value out of range",
      { fillValue: 40000 },
      { code: "invalid-argument", message: /40000 is no value of data type int16/ },
    ],
    [
      "a fraction as fill value",
      { fillValue: 0.5 },
      { code: "invalid-argument", message: /0.5 is no value of data type int16/ },
    ],
    [
      "an unknown codec",
      { codecs: ["wavelet"] },
      { code: "missing-codec", message: /no codec "wavelet" is registered/ },
    ],
    [
      "codecs in a wrong order",
      { codecs: [flip(), "transpose"] },
      { code: "invalid-metadata", message: /wrong codec order/ },
    ],
    [
      "a codec that cannot be bound",
      { codecs: [{ name: "transpose", configuration: { order: [0, 0] } }] },
      { code: "invalid-metadata", message: /\[0,0\] does not name each of the 2 axes once/ },
    ],
    [
      "names for other axes",
      { dimensionNames: ["x"] },
      { code: "invalid-metadata", message: /expected 2 names or nulls/ },
    ],
    [
      "attributes that are a list",
      { attributes: [1] },
      { code: "invalid-metadata", message: /attributes: expected an object/ },
    ],
    [
      "an unknown key encoding",
      { chunkKeyEncoding: { name: "hilbert" } },
      { code: "unsupported-extension", message: /no chunk key encoding "hilbert"/ },
    ],
    [
      "a separator that is none",
      { chunkKeyEncoding: { name: "default", separator: "-" } },
      { code: "invalid-metadata", message: /separator: expected "\/" or "\."/ },
    ],
    [
      "chunks that decode to more than the limit",
      { shape: [2 ** 20, 2 ** 20], chunks: [2 ** 20, 2 ** 10] },
      { code: "limit-exceeded", message: /raise `limits.decodedBytes`/ },
    ],
  ])("%s", async (_, wrong, { code, message }: { code?: string; message?: RegExp }) => {
    const map = new Map<Key, Bytes>();
    await expect(createArray(map, { ...options, path: "a/x", ...wrong } as never)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message!),
    });
    expect(map.size).toBe(0);
  });

  it("in a store that cannot be written to", async () => {
    await expect(createGroup(readOnlyStore(async () => undefined))).rejects.toMatchObject({
      code: "unsupported",
      message: 'Cannot write at "": its store is read-only. Open it through a store that has set() and delete().',
    });
  });

  it("an overwrite in a store that cannot list", async () => {
    const { list: _, ...store } = recordingStore().store;
    await createGroup(store);
    await expect(createGroup(store, { overwrite: true })).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringContaining("the store cannot list what lies there"),
    });
  });
});

it.each(["default", "v2"] as const)("chunkKeyEncoding takes the name %s alone", async (name) => {
  for (const format of [2, 3] as const) {
    if (format === 2 && name === "default") continue;
    const { parts } = await createArray(new Map(), { shape: [2, 2], dataType: "int8", format, chunkKeyEncoding: name });
    expect(parts.metadata.keyEncoding.encode([0, 1])).toBe(name === "v2" ? "0.1" : "c/0/1");
  }
});
