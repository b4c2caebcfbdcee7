import type { ByteOrder, DataType, View } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { toVersion2 } from "../../src/dtype/to-version-2.js";
import { createRegistry, get, openArray } from "../../src/index.js";
import { exact } from "../../src/json/exact.js";
import { parseJson } from "../../src/json/parse.js";
import { plain } from "../../src/json/plain.js";
import { viewOf } from "../../src/shape/view.js";
import elements from "./fixtures/elements.json" with { type: "json" };
import { bytesOfHex } from "./hex.js";
import { resolved } from "./resolve.js";

interface Case {
  readonly name: string;
  readonly dtype: unknown;
  readonly stored: string;
  readonly values: readonly unknown[];
  readonly fill: string | null;
}

/** A fixture's value as `scalar` answers it. */
function scalarOf(value: any): unknown {
  if (Array.isArray(value)) return value.map(scalarOf);
  if (typeof value !== "object" || value === null) return value;
  const [key] = Object.keys(value);
  if (key === "hex") return bytesOfHex(value.hex);
  if (key === "integer") return BigInt(value.integer);
  if (key === "float") return Number(value.float);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, scalarOf(inner)]));
}

function load(type: DataType, stored: Uint8Array, byteOrder: ByteOrder): View {
  const count = stored.length / type.itemSize!;
  const view = viewOf(type.allocate(count), [count], type.lanes);
  type.load(stored, byteOrder, view);
  return view;
}

const scalars = (type: DataType, { data, shape }: View) =>
  Array.from({ length: shape[0]! }, (_, i) => type.scalar(data, i * (type.lanes ?? 1)));

describe("elements that NumPy stored", () => {
  for (const { name, dtype, stored, values, fill } of elements as readonly Case[]) {
    it(`${name} are read and stored again`, async () => {
      const { dataType, byteOrder = "little" } = await resolved(dtype, 2);
      const bytes = bytesOfHex(stored);
      const view = load(dataType, bytes, byteOrder);
      expect(scalars(dataType, view)).toEqual(scalarOf(values));
      const again = new Uint8Array(bytes.length);
      dataType.store(view, byteOrder, again);
      expect(again).toEqual(bytes);
      expect(toVersion2(dataType, byteOrder)).toEqual(dtype);
    });

    it(`${name} can be set one by one`, async () => {
      const { dataType, byteOrder = "little" } = await resolved(dtype, 2);
      const { lanes = 1 } = dataType;
      const view = viewOf(dataType.allocate(values.length), [values.length], lanes);
      for (const [i, value] of values.entries()) dataType.setScalar(view.data, i * lanes, scalarOf(value));
      const bytes = new Uint8Array(values.length * dataType.itemSize!);
      dataType.store(view, byteOrder, bytes);
      expect(scalars(dataType, load(dataType, bytes, byteOrder))).toEqual(scalarOf(values));
      expect(dataType.fillFromScalar(scalarOf(values[0]))).toHaveLength(dataType.itemSize!);
    });

    it(`${name} are read from an array, with its fill value where nothing is stored`, async () => {
      const document = `{"zarr_format":2,"shape":[${2 * values.length}],"chunks":[${values.length}],"dtype":${JSON.stringify(dtype)},
        "compressor":null,"fill_value":${fill},"order":"C","filters":[]}`;
      const store = new Map([
        [".zarray", new TextEncoder().encode(document)],
        ["0", bytesOfHex(stored)],
      ]);
      const array = await get(await openArray(store, { registry: createRegistry() }));
      const expected = scalarOf(values) as unknown[];
      const zero = array.dataType.scalar(array.dataType.allocate(1), 0);
      const missing = expected.map(() => (fill === null ? zero : expected[0]));
      expect(array.toNested()).toEqual([...expected, ...missing]);
    });

    if (fill === null) continue;
    it(`${name}: the fill value that zarr-python writes for v2`, async () => {
      const { dataType } = await resolved(dtype, 2);
      const json = parseJson(fill, "fill value");
      const parsed = dataType.fillFromJson(json, { name: dataType.name, format: 2, path: "fill_value" });
      expect(scalars(dataType, load(dataType, parsed as Uint8Array, "little"))).toEqual([scalarOf(values[0])]);
      expect(exact(dataType.fillToJson(parsed, 2))).toEqual(exact(plain(json)));
    });
  }
});
