import type { ByteOrder, Bytes, DataType, View } from "@zarrkit/plugin-api";
import { hostBytes } from "../bytes/byte-order.js";
import { copy } from "../shape/copy.js";
import { elementCount } from "../shape/strides.js";
import { viewOf } from "../shape/view.js";
import { checkedNumber } from "./float.js";
import { type FloatFormat, fillFromJson, fillToJson } from "./float-fill.js";
import { allocate, dataViewOf, over, scalarBytes } from "./numeric.js";

/**
 * float16: IEEE 754 binary16 (zarr-specs v3.1, "Core data types"). Container: Float32Array, which holds each of its values
 * exactly in every engine (decisions/0002); not every engine has Float16Array.
 */
export function parse(name: string): DataType | undefined {
  const type: DataType<string, Float32Array, number> = {
    name,
    itemSize: 2,
    allocate: (elements, shared) => allocate<Float32Array>(Float32Array, elements, shared),
    load(source: Bytes, byteOrder: ByteOrder, destination: View<Float32Array>) {
      const bits = over<Uint16Array>(Uint16Array, hostBytes(source, byteOrder, 2, 2));
      copy(viewOf(Float32Array.from(bits, float16FromBits), destination.shape), destination);
    },
    store(source: View<Float32Array>, byteOrder: ByteOrder, destination: Bytes) {
      const values = new Float32Array(elementCount(source.shape));
      copy(source, viewOf(values, source.shape));
      const view = dataViewOf(destination);
      for (const [i, value] of values.entries()) view.setUint16(2 * i, float16ToBits(value), byteOrder === "little");
    },
    fillFromJson: (json, origin) => fillFromJson(json, origin, half),
    fillToJson: (fill) => fillToJson(fill as Bytes, half),
    fillFromScalar: (value) => half.encode(checkedNumber(value, name)),
    scalar: (data, index) => data[index]!,
    setScalar(data, index, value) {
      data[index] = float16FromBits(float16ToBits(checkedNumber(value, name)));
    },
  };
  return type as unknown as DataType;
}

const half: FloatFormat = {
  itemSize: 2,
  encode: (value) => scalarBytes(2, (view) => view.setUint16(0, float16ToBits(value), true)),
  decode: (bytes) => float16FromBits(dataViewOf(bytes).getUint16(0, true)),
};

const scratch = /* @__PURE__ */ new Float32Array(1);
const scratchBits = /* @__PURE__ */ new Uint32Array(scratch.buffer);

/** The number of a bit pattern. A NaN comes back as a NaN, its payload kept in the upper bits of a float32. */
export function float16FromBits(bits: number): number {
  const sign = (bits & 0x8000) << 16;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return (sign ? -1 : 1) * fraction * 2 ** -24;
  scratchBits[0] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  return scratch[0]!;
}

/** The nearest bit pattern, ties to even; beyond the largest value ±Infinity; every NaN is 0x7e00. */
export function float16ToBits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) return sign | 0x7c00;
  // Below 2^-14 numbers are multiples of 2^-24; above, of 2^(exponent − 10). Both scalings are exact in a double.
  const exponent = magnitude < 2 ** -14 ? -14 : binaryExponent(magnitude);
  const steps = roundHalfToEven(magnitude * 2 ** (10 - exponent));
  return sign + (exponent + 14) * 0x400 + steps;
}

/** The exponent of a normal double: floor(log2(value)), without the rounding of Math.log2. */
function binaryExponent(value: number): number {
  double.setFloat64(0, value);
  return ((double.getUint16(0) >>> 4) & 0x7ff) - 1023;
}

const double = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
