/** A binary floating-point format: which numbers it has. */
export interface FloatFormat {
  /** Bits of the fraction, the leading one not counted. */
  readonly fractionBits: number;
  /** Exponent of the smallest normal number; smaller ones lie on the same steps as those just above it. */
  readonly leastExponent: number;
  /** The largest finite number. */
  readonly most: number;
  readonly hasInfinity: boolean;
  readonly hasNaN: boolean;
  /** False for formats without sign and zero. */
  readonly isSigned: boolean;
}

function format(fractionBits: number, leastExponent: number, most: number, specials: string): FloatFormat {
  return {
    fractionBits,
    leastExponent,
    most,
    hasInfinity: specials.includes("infinity"),
    hasNaN: specials.includes("nan"),
    isSigned: !specials.includes("unsigned"),
  };
}

/** IEEE 754, and the ml_dtypes formats that zarr-extensions registers; the names spell exponent and fraction bits. */
export const floatFormats: Readonly<Record<string, FloatFormat>> = {
  float64: format(52, -1022, Number.MAX_VALUE, "infinity nan"),
  float32: format(23, -126, (2 - 2 ** -23) * 2 ** 127, "infinity nan"),
  float16: format(10, -14, 65504, "infinity nan"),
  bfloat16: format(7, -126, (2 - 2 ** -7) * 2 ** 127, "infinity nan"),
  float8_e3m4: format(4, -2, 15.5, "infinity nan"),
  float8_e4m3: format(3, -6, 240, "infinity nan"),
  float8_e4m3b11fnuz: format(3, -10, 30, "nan"),
  float8_e4m3fnuz: format(3, -7, 240, "nan"),
  float8_e5m2: format(2, -14, 57344, "infinity nan"),
  float8_e5m2fnuz: format(2, -15, 57344, "nan"),
  float8_e8m0fnu: format(0, -127, 2 ** 127, "nan unsigned"),
  float6_e2m3fn: format(3, 0, 7.5, ""),
  float6_e3m2fn: format(2, -2, 28, ""),
  float4_e2m1fn: format(1, 0, 6, ""),
};

/** To an integer; zeros keep the sign, NaN and infinities pass. */
export type Round = (value: number) => number;

/**
 * The nearest number of the format in the direction that `round` takes, as if its exponent had no upper end: the result
 * may exceed `most`. Zeros keep their sign; NaN and infinities pass.
 */
export function roundTo({ fractionBits, leastExponent }: FloatFormat, value: number, round: Round): number {
  const exponent = Math.max(exponentOf(value), leastExponent);
  if (exponent > 1023) return value;
  const step = powerOfTwo(exponent - fractionBits);
  return round(value / step) * step;
}

const bits = new DataView(new ArrayBuffer(8));

/** floor(log2(|value|)) of normal numbers, 1024 for infinities and NaN, −1023 for zero and subnormal numbers. */
function exponentOf(value: number): number {
  bits.setFloat64(0, value);
  return ((bits.getInt16(0) >> 4) & 0x7ff) - 1023;
}

function powerOfTwo(exponent: number): number {
  if (exponent < -1022) return 2 ** exponent;
  bits.setInt32(0, (exponent + 1023) << 20);
  bits.setInt32(4, 0);
  return bits.getFloat64(0);
}

/** IEEE 754's default direction: from 2^52 on doubles have no fraction, so adding that much rounds away what there is. */
export function halfToEven(value: number): number {
  if (value > 0) return value < 2 ** 52 ? value + 2 ** 52 - 2 ** 52 : value;
  if (value < 0) return value > -(2 ** 52) ? value - 2 ** 52 + 2 ** 52 || -0 : value;
  return value;
}

/** Rounds the exact result of one operation, half to even, as arithmetic in a float type of that many bits does. */
export function floatRounding(bits: number): Round {
  if (bits === 64) return (value) => value;
  if (bits === 32) return Math.fround;
  const float16 = floatFormats["float16"]!;
  return (value) => {
    const rounded = roundTo(float16, value, halfToEven);
    return Math.abs(rounded) > float16.most ? value * Number.POSITIVE_INFINITY : rounded;
  };
}
