import { type Bytes, type DataType, type View, ZarrError } from "@zarrkit/plugin-api";
import { plainLayout } from "./numeric.js";
import { badFill, badValue } from "./refuse.js";

/**
 * bool: stored as one byte, 0 or 1 (zarr-specs v3.1, "Core data types"). Container: Uint8Array of 0 and 1; scalars are
 * `true` and `false`.
 */
export function boolType(): DataType<"bool", Uint8Array, boolean> {
  const { load, over: _, ...layout } = plainLayout<Uint8Array>(Uint8Array);
  return {
    name: "bool",
    itemSize: 1,
    ...layout,
    load(source: Bytes, byteOrder, destination: View<Uint8Array>) {
      const wrong = source.findIndex((byte) => byte > 1);
      if (wrong >= 0) {
        throw new ZarrError(
          "codec-failed",
          `A bool is stored as 0 or 1, but element ${wrong} of the chunk is ${source[wrong]}.`,
        );
      }
      load(source, byteOrder, destination);
    },
    fillFromJson(json, origin) {
      // v2 documents in the wild hold 0 and 1.
      const value = origin.format === 2 && (json === 0n || json === 1n) ? json === 1n : json;
      if (typeof value !== "boolean") throw badFill(origin, json, "true or false");
      return Uint8Array.of(Number(value));
    },
    fillToJson: (fill) => (fill as Bytes)[0] === 1,
    fillFromScalar: (value) => Uint8Array.of(checked(value)),
    scalar: (data, index) => data[index] === 1,
    setScalar(data, index, value) {
      data[index] = checked(value);
    },
  };
}

function checked(value: unknown): number {
  if (typeof value !== "boolean") throw badValue(value, "bool", "true or false");
  return Number(value);
}
