import type { Bytes, DataType, Fill, Origin } from "@zarrkit/plugin-api";
import { hostBytes } from "../bytes/byte-order.js";
import { copy } from "../shape/copy.js";
import { elementCount } from "../shape/strides.js";
import { viewOf } from "../shape/view.js";
import { float16FromBits, float16ToBits } from "./float16.js";
import { allocate, type Container, dataViewOf, over, plainLayout, scalarBytes } from "./numeric.js";
import { badFill, badValue } from "./refuse.js";

/**
 * float16, float32, float64 (zarr-specs v3.1, "Core data types", "Fill value"). Containers: Float32Array for float16,
 * which holds each of its values exactly in every engine (decisions/0002), and the typed array of the same name for
 * the others.
 */
export function floatType(name: string): DataType | undefined {
  const itemSize = { float16: 2, float32: 4, float64: 8 }[name];
  if (itemSize === undefined) return undefined;
  const Container = (itemSize === 8 ? Float64Array : Float32Array) as unknown as Container<Float32Array | Float64Array>;

  const type: DataType<string, Float32Array | Float64Array, number> = {
    name: name,
    itemSize,
    ...(itemSize === 2 ? halfLayout : plainLayout(Container)),
    fillFromJson: (json, origin) => floatFillFromJson(json, origin, itemSize),
    fillToJson: (fill) => floatFillToJson(fill as Bytes),
    fillFromScalar: (value) => floatBytes(checked(value), itemSize),
    scalar: (data, index) => data[index]!,
    setScalar(data, index, value) {
      const number = checked(value);
      data[index] = itemSize === 2 ? float16FromBits(float16ToBits(number)) : number;
    },
  };

  function checked(value: unknown): number {
    if (typeof value !== "number") throw badValue(value, name, "a number");
    return value;
  }

  return type as unknown as DataType;
}

const halfLayout = {
  allocate: (elements: number, shared?: boolean) => allocate<Float32Array>(Float32Array, elements, shared),
  load(source: Bytes, byteOrder: "little" | "big", destination: Parameters<DataType["load"]>[2]) {
    const bits = over<Uint16Array>(Uint16Array, hostBytes(source, byteOrder, 2, 2));
    copy(viewOf(Float32Array.from(bits, float16FromBits), destination.shape), destination);
  },
  store(source: Parameters<DataType["store"]>[0], byteOrder: "little" | "big", destination: Bytes) {
    const values = new Float32Array(elementCount(source.shape));
    copy(source, viewOf(values, source.shape));
    const view = dataViewOf(destination);
    for (const [i, value] of values.entries()) view.setUint16(2 * i, float16ToBits(value), byteOrder === "little");
  },
};

/** Little-endian bytes of a number rounded to the type, half to even; NaN is the canonical quiet one. */
export function floatBytes(value: number, itemSize: number): Bytes {
  return scalarBytes(itemSize, (view) => {
    if (itemSize === 2) view.setUint16(0, float16ToBits(value), true);
    else if (itemSize === 4) view.setFloat32(0, value, true);
    else view.setFloat64(0, value, true);
  });
}

function floatOf(bytes: Bytes): number {
  const view = dataViewOf(bytes);
  if (bytes.length === 2) return float16FromBits(view.getUint16(0, true));
  return bytes.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
}

const words = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, "-Infinity": Number.NEGATIVE_INFINITY };

/** A number, "NaN", "Infinity", "-Infinity", or "0x…", the bit pattern: the only way to write other NaNs. */
export function floatFillFromJson(json: unknown, origin: Origin, itemSize: number): Fill {
  if (typeof json === "number" && (origin.format === 2 || Number.isFinite(json))) return floatBytes(json, itemSize);
  if (typeof json === "bigint") return floatBytes(Number(json), itemSize);
  if (typeof json === "string") {
    if (Object.hasOwn(words, json)) return floatBytes(words[json as keyof typeof words], itemSize);
    if (json.length === 2 + 2 * itemSize && /^0x[0-9a-fA-F]+$/.test(json)) {
      return Uint8Array.from({ length: itemSize }, (_, i) => {
        const at = json.length - 2 * (i + 1);
        return Number.parseInt(json.slice(at, at + 2), 16);
      });
    }
  }
  throw badFill(
    origin,
    json,
    `a number, "NaN", "Infinity", "-Infinity" or "0x" and ${2 * itemSize} hexadecimal digits`,
  );
}

export function floatFillToJson(fill: Bytes): unknown {
  const value = floatOf(fill);
  if (Number.isFinite(value)) return value;
  const canonical = floatBytes(value, fill.length);
  if (canonical.every((byte, i) => byte === fill[i])) return String(value);
  return `0x${Array.from(fill, (byte) => byte.toString(16).padStart(2, "0"))
    .reverse()
    .join("")}`;
}
