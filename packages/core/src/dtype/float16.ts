/** IEEE 754 binary16, by bit pattern. Not every engine has Float16Array, and none has it in every version we support. */

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
