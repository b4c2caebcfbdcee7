import { type CodecPlugin, createArray, createRegistry, get, openArray, set, slice } from "@zarrkit/core";
import { describe, expect, it } from "vitest";
import * as filters from "../src/index.js";

const {
  astype,
  bitround,
  castValue,
  delta,
  fixedscaleoffset,
  numcodecsPackbits,
  packbits,
  reshape,
  scaleOffset,
  shuffle,
  squeeze,
} = filters;

const registry = createRegistry(...Object.values(filters).map((filter) => filter()));
const transpose = { name: "transpose", configuration: { order: [2, 0, 1] } };

type Codecs = readonly (CodecPlugin | { name: string; configuration?: Record<string, unknown> } | string)[];

/** Codec lists that lose nothing of small whole numbers, with the chunk shape they are tried on. */
const lists: Readonly<Record<string, readonly [dataType: string, chunks: number[], codecs: Codecs]>> = {
  "delta, then shuffle": ["int32", [2, 3, 4], [delta({ astype: "<i8" }), shuffle()]],
  "transpose, then delta": ["uint16", [2, 3, 4], [transpose, delta()]],
  "delta, then transpose": ["int64", [2, 3, 4], [delta(), transpose]],
  "transpose, then reshape": ["float32", [2, 3, 4], [transpose, reshape({ shape: [[0, 1], -1] })]],
  "reshape, then bitround": ["float64", [2, 3, 4], [reshape({ shape: [[0], [1, 2]] }), bitround({ keepbits: 52 })]],
  "squeeze, then reshape": ["int16", [1, 7, 1], [squeeze(), reshape({ shape: [1, [0]] })]],
  "squeeze of everything": ["int16", [1, 1, 1], [squeeze()]],
  "packed bits": ["int4", [2, 3, 4], [packbits({ first_bit: 0, last_bit: 3, padding_encoding: "first_byte" })]],
  "packed bits of chunks turned round": ["uint8", [2, 3, 4], [transpose, packbits({ last_bit: 4 })]],
  "scale_offset, then cast_value": [
    "float64",
    [2, 3, 4],
    [scaleOffset({ offset: -8, scale: 4 }), castValue({ data_type: "uint8" })],
  ],
  "astype, then delta": ["float32", [2, 3, 4], [astype({ encode_dtype: "<i2" }), delta()]],
  fixedscaleoffset: ["float32", [3, 3, 3], [fixedscaleoffset({ offset: -1, scale: 2, astype: "|i1" })]],
};

describe("codec lists with filters, over chunks that stick out of the array", () => {
  for (const [name, [dataType, chunks, codecs]] of Object.entries(lists)) {
    it(name, async () => {
      const shape = [3, 7, 5];
      const store = new Map<string, Uint8Array>();
      const created = await createArray(store, { shape, dataType, chunks, codecs, registry });
      const value = (i: number) => (dataType === "int4" ? (i % 16) - 8 : i % 7);
      const entry = dataType === "int64" ? (i: number) => BigInt(value(i)) : value;
      const data = created.dataType.allocate(105) as Float64Array;
      for (let i = 0; i < data.length; i++) data[i] = entry(i) as number;
      await set(created, null, data as never);

      const array = await openArray(store, { registry });
      expect((await get(array)).data).toEqual(data);
      const part = await get(array, [slice(1, 3), slice(6, null, -2), 3]);
      const expected = [1, 2].flatMap((i) => [6, 4, 2, 0].map((j) => data[i * 35 + j * 5 + 3]));
      expect(Array.from(part.data as Float64Array)).toEqual(expected);

      await set(array, [2, slice(1, 3), null], entry(2) as never);
      expect((await get(array, [2, 2, 4])).item()).toBe(entry(2));
      expect((await get(array, [1, 2, 4])).item()).toBe(data[49]);
    });
  }

  it("numcodecs.packbits", async () => {
    const store = new Map<string, Uint8Array>();
    const created = await createArray(store, {
      shape: [11],
      dataType: "bool",
      chunks: [4],
      codecs: [numcodecsPackbits()],
      registry,
    });
    const data = Uint8Array.of(1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1);
    await set(created, null, data);
    expect(Array.from(store.get("c/0")!)).toEqual([4, 0b11010000]);
    expect((await get(await openArray(store, { registry }))).data).toEqual(data);
  });

  it("a fill value is threaded: chunks never written read as it", async () => {
    const store = new Map<string, Uint8Array>();
    const codecs = [scaleOffset({ offset: 5, scale: 2 }), castValue({ data_type: "int16" })];
    const created = await createArray(store, {
      shape: [6],
      dataType: "int32",
      chunks: [3],
      codecs,
      fillValue: 7,
      registry,
    });
    await set(created, [slice(0, 2)], Int32Array.of(1, 2));
    expect((await get(created)).data).toEqual(Int32Array.of(1, 2, 7, 7, 7, 7));
    expect(Array.from(new Int16Array(store.get("c/0")!.slice().buffer))).toEqual([-8, -6, 4]);
  });

  it("what could not be written later is refused when the array is created", async () => {
    const create = (dataType: string, codec: CodecPlugin) =>
      createArray(new Map(), { shape: [6], dataType, chunks: [3], codecs: [codec], registry });
    await expect(create("uint8", scaleOffset({ offset: 1 }))).rejects.toThrow(
      "codecs[0]: the fill value cannot be encoded",
    );
    await expect(create("complex64", delta())).rejects.toThrow("NumPy's spelling of complex64");
    await expect(create("int16", reshape({ shape: [2, 2] }))).rejects.toThrow(
      "codecs[0].configuration.shape: [2,2] cannot hold",
    );
    await expect(create("int16", reshape({ shape: [...new Array<number>(20_000).fill(1), 3] }))).rejects.toThrow(
      "codecs[0].configuration.shape: expected a list of at most 64",
    );
  });
});
