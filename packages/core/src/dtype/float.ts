import type { Bytes, DataType } from "@zarrkit/plugin-api";
import { type FloatFormat, fillFromJson, fillToJson } from "./float-fill.js";
import { type Container, dataViewOf, plainLayout, scalarBytes } from "./numeric.js";
import { badValue } from "./refuse.js";

/**
 * float32 and float64 (zarr-specs v3.1, "Core data types"). Containers: the typed arrays of the same name. Other float
 * types are a family of their own.
 */
export function floatType(name: string): DataType | undefined {
  const itemSize = { float32: 4, float64: 8 }[name];
  if (itemSize === undefined) return undefined;
  const Container = (itemSize === 8 ? Float64Array : Float32Array) as unknown as Container<Float32Array | Float64Array>;
  const format = itemSize === 8 ? double : single;

  const type: DataType<string, Float32Array | Float64Array, number> = {
    name,
    itemSize,
    ...plainLayout(Container),
    fillFromJson: (json, origin) => fillFromJson(json, origin, format),
    fillToJson: (fill, zarrFormat) => fillToJson(fill as Bytes, zarrFormat, format),
    fillFromScalar: (value) => format.encode(checkedNumber(value, name)),
    scalar: (data, index) => data[index]!,
    setScalar(data, index, value) {
      data[index] = checkedNumber(value, name);
    },
  };
  return type as unknown as DataType;
}

export function checkedNumber(value: unknown, name: string): number {
  if (typeof value !== "number") throw badValue(value, name, "a number");
  return value;
}

const single: FloatFormat = {
  itemSize: 4,
  encode: (value) => scalarBytes(4, (view) => view.setFloat32(0, value, true)),
  decode: (bytes) => dataViewOf(bytes).getFloat32(0, true),
};

const double: FloatFormat = {
  itemSize: 8,
  encode: (value) => scalarBytes(8, (view) => view.setFloat64(0, value, true)),
  decode: (bytes) => dataViewOf(bytes).getFloat64(0, true),
};
