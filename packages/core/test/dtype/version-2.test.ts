import { describe, expect, it } from "vitest";
import { toVersion2 } from "../../src/dtype/to-version-2.js";
import { dataTypeOf, resolved } from "./resolve.js";

describe("NumPy's type strings", () => {
  const known: [string, string, ("little" | "big")?][] = [
    ["|b1", "bool"],
    ["<b1", "bool"],
    ["|i1", "int8"],
    [">u8", "uint64", "big"],
    ["<f2", "float16", "little"],
    [">c16", "complex128", "big"],
    ["<U1", "fixed_length_utf32", "little"],
    ["|S1", "null_terminated_bytes"],
    ["|V1", "r8"],
    [">m8[25s]", "numpy.timedelta64", "big"],
  ];
  for (const [dtype, name, byteOrder] of known) {
    it(`${dtype} is ${name}${byteOrder ? `, ${byteOrder}-endian` : ""}`, async () => {
      const found = await resolved(dtype, 2);
      expect([found.dataType.name, found.byteOrder]).toEqual([name, byteOrder]);
    });
  }

  const refused: [unknown, string][] = [
    ["i4", 'dtype: "i4" needs a byte order, "<" or ">"'],
    ["|i4", 'dtype: "|i4" needs a byte order'],
    ["=i4", 'dtype: "=i4" needs a byte order'],
    ["<M8[fortnight]", 'dtype.configuration.unit: expected "Y" or'],
    ["<M8[0s]", "dtype.configuration.scale_factor: expected an integer from 1 to 2147483647, found 0"],
    ["<M8[]", 'dtype: "<M8[]" is no NumPy data type that is known here'],
    ["<M4[s]", "is no NumPy data type"],
    ["<i4[s]", "is no NumPy data type"],
    ["<f16", 'dtype: "<f16" is no NumPy data type that is known here'],
    ["<c32", "is no NumPy data type"],
    ["<i3", "is no NumPy data type"],
    ["|S0", "length_bytes: expected an integer from 1"],
    ["<U0", "length_bytes: expected an integer from 4"],
    ["|V0", "data type r0 is none"],
    ["|O", '"|O" says nothing of the elements'],
    ["<x4", "is no NumPy data type"],
    [5, "dtype: expected a name"],
  ];
  for (const [dtype, message] of refused) {
    it(`${JSON.stringify(dtype)} is refused`, async () => {
      await expect(resolved(dtype, 2)).rejects.toThrow(message);
    });
  }
});

describe("types as v2 names them", () => {
  const names: [unknown, unknown][] = [
    ["bool", "|b1"],
    ["uint8", "|u1"],
    ["int16", ">i2"],
    ["float16", ">f2"],
    ["complex_float32", ">c8"],
    ["r16", "|V2"],
    [{ name: "raw_bytes", configuration: { length_bytes: 2 } }, "|V2"],
    ["string", "|O"],
    ["bytes", "|O"],
    [{ name: "struct", configuration: { fields: [{ name: "x", data_type: "int16" }] } }, [["x", "<i2"]]],
  ];
  for (const [json, dtype] of names) {
    it(`${JSON.stringify(json)} is ${JSON.stringify(dtype)} where bytes are big-endian`, async () => {
      expect(toVersion2(await dataTypeOf(json), "big")).toEqual(dtype);
    });
  }

  it("what NumPy lacks is refused", async () => {
    for (const name of ["bfloat16", "int4", "float8_e4m3", "complex_bfloat16"]) {
      const type = await dataTypeOf(name);
      expect(() => toVersion2(type, "little")).toThrow(
        `Data type ${name} has no name in Zarr v2: write the array as v3, or in a type that NumPy has.`,
      );
    }
  });
});
