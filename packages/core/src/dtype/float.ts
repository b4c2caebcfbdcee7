import type { Bytes, DataType } from "@zarrkit/plugin-api";
import { fillFromJson, fillToJson } from "./float-fill.js";
import { type Container, entryFormat, plainLayout } from "./numeric.js";
import { badValue } from "./refuse.js";

/**
 * float32 and float64 (zarr-specs v3.1, "Core data types"). Containers: the typed arrays of the same name. Other float
 * types are a family of their own.
 */
export function floatType(name: string): DataType | undefined {
  if (name !== "float32" && name !== "float64") return undefined;
  const Container = (name === "float32" ? Float32Array : Float64Array) as Container<Float32Array | Float64Array>;
  const format = entryFormat(Container);

  const type: DataType<string, Float32Array | Float64Array, number> = {
    name,
    itemSize: format.itemSize,
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
