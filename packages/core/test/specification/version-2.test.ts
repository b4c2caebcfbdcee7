import type { CodecPlugin } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { set } from "../../src/node/set.js";
import { createArray, createGroup } from "../../src/open/create.js";
import { keys } from "../../src/open/members.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { copy } from "../../src/shape/copy.js";
import { elementCount } from "../../src/shape/strides.js";
import { viewOf } from "../../src/shape/view.js";
import { flip } from "../doubles/codecs.js";
import { array2, group2, store2, storeOf } from "../doubles/documents.js";
import { codecPlugin } from "../doubles/plugins.js";
import { hierarchy } from "../fixtures/hierarchies.js";
import delta from "./fixtures/delta.json";

const opening = (change: object, more: object = {}) => openArray(store2(change, { ...more }));
const text = (value: string) =>
  store2({}, { ".zarray": JSON.stringify({ ...array2, fill_value: "F" }).replace('"F"', value) });

describe("2.2 v2: documents", () => {
  it.each(Object.keys(array2))("2.2.1 .zarray without %s is refused", async (field) => {
    await expect(opening({ [field]: undefined })).rejects.toMatchObject({
      code: "invalid-metadata",
      fields: { path: field },
    });
  });

  it("2.2.1 dimension_separator is optional, '.' by default; other keys are ignored", async () => {
    const encode = async (change: object) => (await opening(change)).parts.metadata.keyEncoding.encode([1, 2]);
    expect(await encode({})).toBe("1.2");
    expect(await encode({ dimension_separator: "." })).toBe("1.2");
    expect(await encode({ dimension_separator: "/" })).toBe("1/2");
    expect(await encode({ extra: { name: "x" }, _nczarr_array: {} })).toBe("1.2");
    await expect(opening({ dimension_separator: "-" })).rejects.toMatchObject({
      fields: { path: "dimension_separator" },
    });
  });

  it.each([[{}], ["zlib"], [5], [[]]])("2.2.1 the compressor %j is refused", async (compressor) => {
    await expect(opening({ compressor })).rejects.toMatchObject({
      code: "invalid-metadata",
      fields: { path: "compressor" },
    });
  });

  it("2.2.1 .zgroup holds zarr_format; .zattrs are optional and mean no attributes", async () => {
    const root = await openGroup(storeOf({ ".zgroup": group2 }));
    expect(root.attributes).toEqual({});
    expect((await openGroup(storeOf({ ".zgroup": group2, ".zattrs": { a: 1 } }))).attributes).toEqual({ a: 1 });
    for (const wrong of [{}, { zarr_format: 3 }, { zarr_format: "2" }]) {
      await expect(openGroup(storeOf({ ".zgroup": wrong }))).rejects.toMatchObject({ code: "invalid-metadata" });
    }
    await expect(openGroup(storeOf({ ".zgroup": group2, ".zattrs": "[]" }))).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining(".zattrs"),
    });
  });

  it.each([
    ["|b1", "bool", undefined],
    ["|i1", "int8", undefined],
    ["<i2", "int16", "little"],
    [">u8", "uint64", "big"],
    ["<f2", "float16", "little"],
    [">f8", "float64", "big"],
    ["<c8", "complex64", "little"],
  ])("2.2.2 dtype %s is %s, stored %s", async (dtype, name, byteOrder) => {
    const fill = dtype === "|b1" ? false : dtype === "<c8" ? [0, 0] : 0;
    const array = await opening({ dtype, fill_value: fill });
    expect(array.dataType.name).toBe(name);
    expect(array.parts.metadata.byteOrder).toBe(byteOrder);
  });

  it.each(["i2", "|i2", "=i2", "<i3", "<f16", "<x4", "int16", "bool", "<m8[eon]", "", "<i", 5, null, {}])(
    "2.2.2 dtype %j is refused",
    async (dtype) => {
      await expect(opening({ dtype })).rejects.toMatchObject({
        code: expect.stringMatching(/^(invalid-metadata|unsupported-extension)$/),
        fields: { path: expect.stringMatching(/^dtype/) },
      });
    },
  );

  it("2.2.2 datetimes name their unit, with a multiplier or without; structs are lists of fields", async () => {
    const time = await opening({ dtype: "<M8[10us]", fill_value: 0 });
    expect(time.dataType).toMatchObject({ name: "numpy.datetime64", configuration: { unit: "us", scale_factor: 10 } });
    const fields = [
      ["a", "<i2"],
      ["b", [["c", ">f4"]]],
    ];
    const struct = await opening({ dtype: fields, fill_value: null });
    expect(struct.dataType.itemSize).toBe(6);
  });

  it.each([
    ["<f4", '"NaN"', Number.NaN],
    ["<f4", '"-Infinity"', -Infinity],
    ["<f8", "NaN", Number.NaN],
    ["<f4", "1", 1],
    ["<u8", "18446744073709551615", 18446744073709551615n],
    ["<i8", "-9223372036854775808", -9223372036854775808n],
    ["<i4", "0.0", 0],
    ["|b1", "0", false],
    ["|b1", "1", true],
    ["|b1", "true", true],
    ["<i4", "null", undefined],
    ["<f4", "null", undefined],
  ])("2.2.3 dtype %s, fill_value %s", async (dtype, json, value) => {
    const map = text(json);
    map.set(".zarray", new TextEncoder().encode(new TextDecoder().decode(map.get(".zarray")).replace("<i2", dtype)));
    expect((await openArray(map)).fillValue).toEqual(value);
  });

  it("2.2.3 a fill value of null leaves missing chunks without contents; they read as zeros", async () => {
    expect((await get(await opening({ fill_value: null }), [0, 0])).item()).toBe(0);
  });

  it("2.2.4 chunk keys are indices joined by the separator, 0 without axes; edge chunks are stored full size", async () => {
    expect([...hierarchy("v2 no axes").store.keys()]).toContain("0");
    const scalar = await createArray(new Map(), { format: 2, shape: [], dataType: "int16" });
    await set(scalar, null, 1);
    expect(await scalar.store.get("0")).toEqual(Uint8Array.of(1, 0));
    const array = await createArray(new Map(), { format: 2, shape: [3], chunks: [2], dataType: "int8", fillValue: 9 });
    await set(array, null, 1);
    expect(await array.store.get("1")).toEqual(Uint8Array.of(1, 9));
    expect((await get(await opening({ shape: [0, 6] }))).shape).toEqual([0, 6]);
  });
});

/** numcodecs' delta: each element less the one before it, in the order in which they are stored. */
function deltaFilter(): CodecPlugin<"array-array"> {
  const run = (from: readonly number[], decode: boolean) => {
    let last = 0;
    return from.map((value) => {
      const result = decode ? last + value : value - last;
      last = decode ? result : value;
      return result;
    });
  };
  return codecPlugin("numcodecs.delta", "array-array", (_, encodedSpec) => {
    const apply =
      (decode: boolean) => (source: Parameters<typeof copy>[0], destination: Parameters<typeof copy>[1]) => {
        const plain = viewOf(new Int32Array(elementCount(source.shape)), source.shape);
        copy(source, plain);
        copy(viewOf(Int32Array.from(run([...plain.data], decode)), source.shape), destination);
      };
    return { encodedSpec, encode: apply(false), decode: apply(true) };
  });
}

describe("2.2 v2: codecs", () => {
  const registry = createRegistry(deltaFilter(), flip("numcodecs.flip"));

  it.each(Object.entries(delta))(
    "2.2.5 order F is a transpose before the filters (%s)",
    async (_, { store, values }) => {
      const map = new Map(
        Object.entries(store).map(([key, text64]) => [key, Uint8Array.from(atob(text64), (c) => c.charCodeAt(0))]),
      );
      const array = await openArray(map, { registry });
      expect((await get(array)).toNested()).toEqual(values);
      const again = await createArray(new Map(), {
        format: 2,
        registry,
        shape: array.shape,
        chunks: array.chunks,
        dataType: "int32",
        codecs: array.codecs.map((codec) => (codec.name === "delta" ? "numcodecs.delta" : codec)),
      });
      await set(again, null, values);
      for (const [key, bytes] of map) if (!key.startsWith(".")) expect(await again.store.get(key)).toEqual(bytes);
    },
  );

  it("2.2.6 filters encode in the order of the list, the compressor last", async () => {
    const log: string[] = [];
    const logging = (name: string) =>
      flip(`numcodecs.${name}`, {
        encode(source) {
          log.push(`encode ${name}`);
          return source;
        },
        decode(source) {
          log.push(`decode ${name}`);
          return source;
        },
      });
    const array = await openArray(store2({ filters: [{ id: "a" }, { id: "b" }], compressor: { id: "c" } }), {
      registry: createRegistry(logging("a"), logging("b"), logging("c")),
    });
    await set(array, "0:2, 0:3", 1);
    await get(array, "0:2, 0:3");
    expect(log).toEqual(["encode a", "encode b", "encode c", "decode c", "decode b", "decode a"]);
  });

  it("2.2.6 an empty list of filters is none", async () => {
    const array = await opening({ filters: [] });
    expect(array.codecs.map(({ name }) => name)).toEqual(["bytes"]);
    for (const wrong of [{}, "delta", 5]) {
      await expect(opening({ filters: wrong })).rejects.toMatchObject({ fields: { path: "filters" } });
    }
  });

  it("2.2.7 pickled elements are refused, and never read", async () => {
    for (const where of [{ filters: [{ id: "pickle", protocol: 5 }] }, { compressor: { id: "pickle" } }]) {
      await expect(opening({ dtype: "|O", fill_value: 0, ...where })).rejects.toMatchObject({
        code: "unsupported-extension",
        message: expect.stringContaining("pickled Python objects"),
      });
    }
    await expect(opening({ dtype: "|O", fill_value: 0 })).rejects.toMatchObject({ code: "invalid-metadata" });
  });

  it("2.2.7 the type of objects is that of their codec", async () => {
    const vlen = codecPlugin("vlen-utf8", "array-bytes");
    for (const where of [{ filters: [{ id: "vlen-utf8" }] }, { compressor: { id: "vlen-utf8" } }]) {
      const array = await openArray(store2({ dtype: "|O", fill_value: 0, ...where }), {
        registry: createRegistry(vlen),
      });
      expect(array.dataType.name).toBe("string");
      expect(array.fillValue).toBe("");
    }
  });
});

describe("2.2 v2: hierarchies", () => {
  it("2.2.8 backslashes are slashes, empty names mean nothing, . and .. are errors", async () => {
    const map = new Map();
    await createGroup(map, { format: 2, path: "/a//b/" });
    expect(map.has("a/b/.zgroup")).toBe(true);
    for (const path of ["a/b/", "a//b", "\\a\\b", "a\\\\b\\"]) {
      expect((await open(map, { path, format: 2 })).path).toBe("a/b");
      expect((await open(await openGroup(map), { path })).path).toBe("a/b");
    }
    for (const path of ["a/../b", "a/./b", "a\\..\\b"]) {
      await expect(open(map, { path, format: 2 })).rejects.toMatchObject({ code: "invalid-argument" });
    }
  });

  it("2.2.9 creating a group or an array creates groups at all ancestors", async () => {
    const map = new Map();
    await createArray(map, { format: 2, path: "a/b/x", shape: [1], dataType: "int8" });
    await createGroup(map, { format: 2, path: "c/d" });
    for (const path of ["", "a", "a/b", "c"]) expect((await openGroup(map, { path })).format).toBe(2);
  });

  it("2.2.10 .zmetadata holds the documents of all below, xarray's names of axes among the attributes", async () => {
    const metadata = {
      ".zgroup": group2,
      ".zattrs": { title: "t" },
      "x/.zarray": array2,
      "x/.zattrs": { _ARRAY_DIMENSIONS: ["lat", "lon"], units: "K" },
    };
    const root = await openGroup(storeOf({ ".zmetadata": { zarr_consolidated_format: 1, metadata } }));
    expect(root.attributes).toEqual({ title: "t" });
    expect(await keys(root)).toEqual(["x"]);
    const x = await openArray(root, { path: "x" });
    expect(x.dimensionNames).toEqual(["lat", "lon"]);
    expect(x.attributes).toEqual({ _ARRAY_DIMENSIONS: ["lat", "lon"], units: "K" });
    for (const wrong of [{ metadata }, { zarr_consolidated_format: 2, metadata }, { zarr_consolidated_format: 1 }]) {
      await expect(openGroup(storeOf({ ".zmetadata": wrong }))).rejects.toMatchObject({ code: "invalid-metadata" });
    }
  });

  it("2.2.10 names that do not fit the shape stay attributes only", async () => {
    for (const names of [["x"], "xy", [1, 2], null]) {
      const array = await opening({}, { ".zattrs": { _ARRAY_DIMENSIONS: names } });
      expect(array.dimensionNames).toBeUndefined();
      expect(array.attributes).toEqual({ _ARRAY_DIMENSIONS: names });
    }
  });

  it("2.2.12 a directory may hold documents of both formats: v3 is taken, v2 on demand", async () => {
    const both = new Map([...hierarchy("v2 int16").store, ...hierarchy("v3 uint8").store]);
    expect((await openArray(both)).format).toBe(3);
    expect((await openArray(both, { format: 2 })).format).toBe(2);
  });
});
