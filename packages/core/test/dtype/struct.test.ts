import { describe, expect, it } from "vitest";
import { field } from "../../src/dtype/field.js";
import { createArray, createRegistry, get, openArray, set } from "../../src/index.js";
import { NdArray } from "../../src/shape/nd-array.js";
import { viewOf } from "../../src/shape/view.js";
import { contractOf } from "./contract.js";
import { bytesOfHex as hex } from "./hex.js";
import { dataTypeOf } from "./resolve.js";

const struct = (fields: unknown, name = "struct") => ({ name, configuration: { fields } });
const when = { name: "numpy.datetime64", configuration: { unit: "s", scale_factor: 1 } };
const record = struct([
  { name: "id", data_type: "int32" },
  { name: "flags", data_type: "uint8" },
  { name: "inner", data_type: struct([{ name: "value", data_type: "float64" }]) },
]);

contractOf("struct", await dataTypeOf(record), {
  values: [
    {
      value: { id: -2, flags: 7, inner: { value: 1.5 } },
      little: hex("feffffff07000000000000f83f"),
      big: hex("fffffffe073ff8000000000000"),
    },
    {
      value: { id: 1, flags: 0, inner: { value: -0 } },
      little: hex("01000000000000000000000080"),
      big: hex("00000001008000000000000000"),
    },
  ],
  fills: [
    { json: { id: 1n, flags: 0n, inner: { value: "NaN" } }, fill: hex("0100000000000000000000f87f") },
    {
      json: { inner: { value: 1n }, flags: 0n, id: 1n },
      fill: hex("0100000000000000000000f03f"),
      written: { id: 1n, flags: 0n, inner: { value: 1 } },
    },
    { json: "AQAAAAAAAAAAAADwPw==", fill: hex("0100000000000000000000f03f"), format: 2 },
    { json: 0n, fill: hex("00000000000000000000000000"), format: 2, written: "AAAAAAAAAAAAAAAAAA==" },
  ],
  refusedFills: [
    { json: { id: 1n, flags: 0n } },
    { json: { id: 1n, flags: 0n, inner: {} } },
    { json: { id: 1n, flags: 256n, inner: { value: 0 } } },
    { json: { id: 1n, flags: 0n, inner: { value: 0 }, more: 1n } },
    { json: "AQAAAAAAAAAAAADwPw==" },
    { json: "AQAAAA==", format: 2 },
    { json: 0n },
    { json: null },
  ],
  refusedValues: [
    {},
    { id: 1, flags: 0 },
    { id: 1, flags: 0, inner: { value: "1" } },
    { id: 1, flags: 0, inner: { value: 1 }, more: 1 },
    [1, 0, { value: 1 }],
    null,
  ],
});

describe("what a document says of a struct", () => {
  const refused: [unknown, string, (2 | 3)?][] = [
    [struct(undefined), "data_type.configuration.fields: expected a list of fields, found nothing"],
    [struct([]), "expected a list of fields, found []"],
    [{ name: "struct" }, "expected a list of fields, found nothing"],
    [struct(["x"]), 'data_type.configuration.fields[0]: expected { name, data_type }, found "x"'],
    [struct([["x", "int8"]]), "fields[0]: expected { name, data_type }"],
    [struct([{ name: "", data_type: "int8" }]), 'a field needs a name, found ""'],
    [struct([{ data_type: "int8" }]), "a field needs a name, found nothing"],
    [struct([{ name: "x", data_type: "int8", shape: [2] }]), "data_type.configuration.fields[0].shape: is not a known"],
    [struct([{ name: "x", data_type: "string" }]), "string varies in size, so it cannot be a field of a struct"],
    [struct([{ name: "x", data_type: "int7" }]), "data_type.configuration.fields[0].data_type"],
    [
      struct([
        { name: "x", data_type: "int8" },
        { name: "x", data_type: "int8" },
      ]),
      'data_type.configuration.fields[1].data_type: a second field is named "x"',
    ],
    [[["x"]], "dtype[0]: expected [name, data type] or [name, data type, shape]", 2],
    [[["x", "<i4", [2, 0]]], "dtype[0][1]: expected a shape of positive integers, found [2,0]", 2],
    [[["x", "<i4", [1, 1, 1], 4]], "dtype[0]: expected [name, data type]", 2],
    [[[["title", "x"], "<i4"]], 'a field needs a name, found ["title","x"]', 2],
    [[["x", "i4"]], 'dtype[0][1]: "i4" needs a byte order', 2],
    [[["x", [["y", "|O"]]]], "dtype[0][1][0][1]", 2],
    [[["x", "<i4", [2 ** 20, 2 ** 10]]], "dtype: an element of 4294967296 bytes is taken for a mistake", 2],
    [[], "dtype: expected a list of fields, found []", 2],
  ];
  for (const [json, message, format] of refused) {
    it(`${JSON.stringify(json)} is refused`, async () => {
      await expect(dataTypeOf(json, format)).rejects.toThrow(message);
    });
  }

  it("byte order is moot where no field has more than a byte", async () => {
    expect((await dataTypeOf(struct([{ name: "x", data_type: "int8" }]))).swapSize).toBe(1);
    expect((await dataTypeOf(record)).swapSize).toBeUndefined();
  });

  it("its configuration can be written and read again", async () => {
    const json = struct([
      { name: "at", data_type: when },
      { name: "raw", data_type: "r24" },
    ]);
    const { name, configuration } = await dataTypeOf(json);
    expect({ name, configuration }).toEqual(json);
  });
});

describe("the legacy name structured", () => {
  const legacy = struct(
    [
      ["a", "int16"],
      ["b", struct([["x", "float32"]], "structured")],
    ],
    "structured",
  );

  it("is read as a struct, its fields as pairs, its fill value as base64", async () => {
    const type = await dataTypeOf(legacy);
    expect(type.name).toBe("struct");
    const fill = type.fillFromJson("AwAAAJBA", { name: "structured", format: 3, path: "fill_value" });
    expect(fill).toEqual(hex("030000009040"));
    expect(type.fillToJson(fill, 3)).toEqual({ a: 3n, b: { x: 4.5 } });
  });

  it("needs no byte order, is little-endian without one, and follows one that is there", async () => {
    for (const [codec, stored] of [
      ["bytes", "030000009040"],
      [{ name: "bytes", configuration: { endian: "big" } }, "000340900000"],
    ] as const) {
      const document = {
        ...{
          zarr_format: 3,
          node_type: "array",
          shape: [2],
          data_type: legacy,
          fill_value: "AQAAAAAA",
          codecs: [codec],
        },
        ...{ chunk_grid: { name: "regular", configuration: { chunk_shape: [1] } }, chunk_key_encoding: "default" },
      };
      const store = new Map([
        ["zarr.json", new TextEncoder().encode(JSON.stringify(document))],
        ["c/0", hex(stored)],
      ]);
      const array = await get(await openArray(store, { registry: createRegistry() }));
      expect(array.toNested()).toEqual([
        { a: 3, b: { x: 4.5 } },
        { a: 1, b: { x: 0 } },
      ]);
    }
  });
});

describe("the legacy name structured, given to create", () => {
  it("is written as a struct, by the struct's rules, and read again", async () => {
    const dataType = struct([["a", "int16"]], "structured");
    const store = new Map();
    const created = await createArray(store, { shape: [2], dataType, registry: createRegistry() });
    await set(created, null, [{ a: -2 }, { a: 3 }]);
    expect(JSON.parse(new TextDecoder().decode(store.get("zarr.json")))).toMatchObject({
      data_type: { name: "struct", configuration: { fields: [{ name: "a", data_type: "int16" }] } },
      codecs: [{ name: "bytes", configuration: { endian: "little" } }],
    });
    expect(store.get("c/0")).toEqual(hex("feff0300"));
    const opened = await openArray(store, { registry: createRegistry() });
    expect((await get(opened)).toNested()).toEqual([{ a: -2 }, { a: 3 }]);
  });
});

describe("names that every object inherits", () => {
  it("are names of fields like any other", async () => {
    const json = struct(["__proto__", "constructor", "toString"].map((name) => ({ name, data_type: "uint8" })));
    const type = await dataTypeOf(json);
    const fill = JSON.parse('{"constructor":2,"__proto__":1,"toString":3}', (_, value) =>
      typeof value === "number" ? BigInt(value) : value,
    );
    const bytes = type.fillFromJson(fill, { name: "struct", format: 3, path: "fill_value" });
    expect(bytes).toEqual(Uint8Array.of(1, 2, 3));
    const scalar = type.scalar(bytes as Uint8Array, 0);
    expect(Object.keys(scalar as object)).toEqual(["__proto__", "constructor", "toString"]);
    expect(Object.getPrototypeOf(scalar)).toBe(Object.prototype);
    expect(() => type.fillFromScalar({ toString: 1 })).toThrow("is no value of data type struct");
  });
});

describe("field", () => {
  const load = async (json: unknown, stored: string, shape: number[], format: 2 | 3, order: "little" | "big") => {
    const type = await dataTypeOf(json, format);
    const view = viewOf(type.allocate(shape.reduce((a, b) => a * b, 1)), shape, type.lanes);
    type.load(hex(stored), order, view);
    return new NdArray(type, view);
  };

  it("is an array of its own in the field's container, whatever order it was stored in", async () => {
    const fields = [
      ["a", "|i1"],
      ["b", ">i4"],
      ["c", "<u2"],
    ];
    const array = await load(fields, "01fffffffe0500020000000306000300000004070004000000050800", [2, 2], 2, "big");
    expect(field(array, "b")).toMatchObject({ data: Int32Array.of(-2, 3, 4, 5), shape: [2, 2], strides: [2, 1] });
    expect(field(array, "c").data).toEqual(Uint16Array.of(5, 6, 7, 8));
    expect(field(array.transpose(), "b").toNested()).toEqual([
      [-2, 4],
      [3, 5],
    ]);
  });

  it("has the axes of a small array last, and nests", async () => {
    const fields = [["points", [["x", "|u1"], ["y", ">u2"]], [2]]]; // biome-ignore format: one line
    const array = await load(fields, "010002030004050006070008", [2], 2, "big");
    const points = field(array, "points");
    expect(points.shape).toEqual([2, 2]);
    expect(points.at(1, 0)).toEqual({ x: 5, y: 6 });
    expect(field(points, "y")).toMatchObject({ data: Uint16Array.of(2, 4, 6, 8), shape: [2, 2] });
  });

  it("that is not there is an error which names those that are", async () => {
    const array = await load(record, "feffffff07000000000000f83f", [1], 3, "little");
    expect(() => field(array, "ID")).toThrow('There is no field "ID": struct has the fields "id", "flags", "inner".');
    expect(() => field(field(array, "id"), "x")).toThrow('There is no field "x": int32 has no fields.');
  });
});
