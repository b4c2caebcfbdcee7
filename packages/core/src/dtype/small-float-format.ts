/**
 * Floating-point formats of 16 bits and fewer, and what sets them apart. Bit layouts: sign, exponent, fraction, from the
 * highest bit down; subnormal numbers where the exponent is 0. zarr-extensions, data-types/float8_* and the like.
 */
export interface SmallFloatFormat {
  readonly bits: number;
  /** Float32 bit patterns by code; float32 holds every value of these formats exactly. */
  readonly float32Bits: Uint32Array;
  /** The code of the nearest value, ties to even; `undefined` where the format has nothing to say it with. */
  encode(value: number): number | undefined;
  /** The code of a NaN that keeps as much as fits of sign and payload. */
  encodeNaN(float32Bits: number): number | undefined;
}

/**
 * What the highest codes mean. "ieee": ±Infinity and NaNs. "fn": no Infinity, NaN is all ones. "fnuz": no Infinity and no −0,
 * whose code is NaN. "finite": numbers only. "unsigned": no sign, no zero, all ones is NaN.
 */
type Specials = "ieee" | "fn" | "fnuz" | "finite" | "unsigned";

const layouts: Readonly<Record<string, readonly [exponent: number, fraction: number, bias: number, Specials]>> = {
  float16: [5, 10, 15, "ieee"],
  bfloat16: [8, 7, 127, "ieee"],
  float8_e3m4: [3, 4, 3, "ieee"],
  float8_e4m3: [4, 3, 7, "ieee"],
  float8_e5m2: [5, 2, 15, "ieee"],
  // Not registered, but what tensorstore writes.
  float8_e4m3fn: [4, 3, 7, "fn"],
  float8_e4m3fnuz: [4, 3, 8, "fnuz"],
  float8_e4m3b11fnuz: [4, 3, 11, "fnuz"],
  float8_e5m2fnuz: [5, 2, 16, "fnuz"],
  float8_e8m0fnu: [8, 0, 127, "unsigned"],
  float6_e2m3fn: [2, 3, 1, "finite"],
  float6_e3m2fn: [3, 2, 3, "finite"],
  float4_e2m1fn: [2, 1, 1, "finite"],
};

const formats = new Map<string, SmallFloatFormat>();

/** The format of that name; its table is made on first use. */
export function smallFloatFormat(name: string): SmallFloatFormat | undefined {
  if (!formats.has(name) && Object.hasOwn(layouts, name)) formats.set(name, formatOf(...layouts[name]!));
  return formats.get(name);
}

function formatOf(exponentBits: number, fractionBits: number, bias: number, specials: Specials): SmallFloatFormat {
  const isSigned = specials !== "unsigned";
  const bits = exponentBits + fractionBits + Number(isSigned);
  const sign = isSigned ? 2 ** (bits - 1) : 0;
  const steps = 2 ** fractionBits;
  const allOnes = 2 ** (exponentBits + fractionBits) - 1;
  const infinity = specials === "ieee" ? allOnes - steps + 1 : undefined;
  const nan = { ieee: allOnes - steps / 2 + 1, fn: allOnes, fnuz: sign, finite: undefined, unsigned: allOnes }[
    specials
  ];
  const largest = { ieee: allOnes - steps, fn: allOnes - 1, fnuz: allOnes, finite: allOnes, unsigned: allOnes - 1 }[
    specials
  ];
  // The exponent of the smallest values, subnormal numbers where there are any.
  const leastExponent = (isSigned ? 1 : 0) - bias;

  function magnitudeOf(code: number): number {
    const exponent = Math.floor(code / steps);
    const isSubnormal = isSigned && exponent === 0;
    return (
      (isSubnormal ? code : (code % steps) + steps) * 2 ** (Math.max(exponent - bias, leastExponent) - fractionBits)
    );
  }

  // Numbers are cut here before they are scaled by a table, which is several times faster than by powers.
  const beyond = 4 * magnitudeOf(largest);
  // By exponent: what makes neighbours of the format lie 1 apart. A power of two scales without error.
  const scales = Float64Array.from(
    { length: 2 ** exponentBits + 3 },
    (_, i) => 2 ** (fractionBits - leastExponent - i),
  );

  /** IEEE formats align with float32 at the top of the fraction, so that payloads can be moved as bits. */
  const payloadShift = 23 - fractionBits;

  function float32BitsOf(code: number): number {
    const signBit = code & sign ? 0x8000_0000 : 0;
    const rest = code & ~sign;
    if (specials === "fnuz" && code === sign) return 0x7fc0_0000;
    if (rest <= largest) return signBit | bitsOfFloat32(magnitudeOf(rest));
    return specials === "ieee" ? signBit | 0x7f80_0000 | ((rest % steps) << payloadShift) : signBit | 0x7fc0_0000;
  }

  return {
    bits,
    float32Bits: Uint32Array.from({ length: 2 ** bits }, (_, code) => float32BitsOf(code)),

    encode(value) {
      if (Number.isNaN(value)) return nan;
      const isNegative = value < 0 || Object.is(value, -0);
      if (!isSigned && (isNegative || value === 0)) return undefined;
      const magnitude = Math.min(Math.abs(value), beyond);
      const exponent = Math.max(binaryExponent(magnitude), leastExponent);
      const rounded = roundHalfToEven(magnitude * scales[exponent - leastExponent]!);
      const code = Math.max((exponent - leastExponent) * steps + rounded - Number(!isSigned), 0);
      if (code > largest) return infinity === undefined ? undefined : infinity + (isNegative ? sign : 0);
      return isNegative && !(code === 0 && specials === "fnuz") ? code + sign : code;
    },

    encodeNaN(float32Bits) {
      if (nan === undefined || specials === "fnuz") return nan;
      const signBit = float32Bits >>> 31 ? sign : 0;
      const payload = specials === "ieee" ? (float32Bits & 0x7f_ffff) >>> payloadShift : 0;
      return signBit + (payload === 0 ? nan : infinity! + payload);
    },
  };
}

const scratch = new DataView(new ArrayBuffer(8));

function bitsOfFloat32(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
}

/** floor(log2(value)) without the rounding of Math.log2; far below every format for subnormal doubles and 0. */
function binaryExponent(value: number): number {
  scratch.setFloat64(0, value);
  return ((scratch.getUint16(0) >>> 4) & 0x7ff) - 1023;
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
