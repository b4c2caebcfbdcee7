import type { Filters } from "@zarrkit/engines/filters";
import type { Entries } from "../array/entries.js";
import { throughEngine } from "../array/through-engine.js";
import type { Kernel } from "../array/value-codec.js";
import { type Misfit, throughDoubles } from "../number/doubles.js";
import { floatFormats, floatRounding, halfToEven } from "../number/float-format.js";
import { isLong, type NumberType } from "../number/number-type.js";

export interface Scale {
  readonly offset: number;
  readonly scale: number;
}

/** (x − offset) · scale, rounded. Floats are computed in their own type, as NumPy does, and integers as doubles. */
export function scaleKernel(
  scale: Scale,
  from: NumberType,
  to: NumberType,
  misfit: Misfit,
  engine: Filters | undefined,
): Kernel {
  const transform = scaling(scale, from);
  const inDoubles: Kernel = (source, destination) => throughDoubles(source, from, destination, to, transform, misfit);
  const bits = integerBits(from, to);
  if (bits !== undefined && engine) {
    return throughEngine(
      (plain, stored) => engine.scaleFloats(plain, stored, bits, scale.scale, scale.offset),
      inDoubles,
    );
  }
  if (!isLong(from) || !Number.isInteger(scale.offset) || !Number.isInteger(scale.scale)) return inDoubles;
  return (source, destination) => exactly(source as BigInt64Array, scale, destination, to, misfit);
}

/** 64-bit integers in integer arithmetic: doubles would round the large ones. */
function exactly(
  source: BigInt64Array,
  { offset, scale }: Scale,
  destination: Entries,
  to: NumberType,
  misfit: Misfit,
): void {
  const [minus, by] = [BigInt(offset), BigInt(scale)];
  if (!isLong(to)) {
    const values = Float64Array.from(source, (value) => Number((value - minus) * by));
    return throughDoubles(values, float64, destination, to, () => {}, misfit);
  }
  for (const [i, value] of source.entries()) {
    const exact = (value - minus) * by;
    destination[i] = exact;
    if (destination[i] !== exact) misfit(Number(exact));
  }
}

/** x / scale + offset. Integers divide as doubles, floats in their own type. */
export function unscaleKernel(
  { offset, scale }: Scale,
  from: NumberType,
  to: NumberType,
  misfit: Misfit,
  engine: Filters | undefined,
): Kernel {
  const round = floatRounding(to.kind === "float" ? to.bits : 64);
  const [by, plus] = [round(scale), round(offset)];
  const transform = (values: Float64Array) => {
    for (let i = 0; i < values.length; i++) values[i] = round(round(values[i]! / by) + plus);
  };
  const inDoubles: Kernel = (source, destination) => throughDoubles(source, to, destination, from, transform, misfit);
  const bits = integerBits(from, to);
  const done = bits === undefined ? undefined : engine?.unscaleFloats;
  return throughEngine(done && ((stored, plain) => done(stored, plain, bits!, scale, offset)), inDoubles);
}

/** What the engine is told of the integers that a float32 is stored as; `undefined` for types that it does not take. */
function integerBits(from: NumberType, to: NumberType): number | undefined {
  if (from.name !== "float32" || to.kind !== "integer") return undefined;
  if (/^int(8|16|32)$/.test(to.name)) return -to.bits;
  return /^uint(8|16)$/.test(to.name) ? to.bits : undefined;
}

/** One number as it would be stored, before it is checked. */
export function scaled(scale: Scale, from: NumberType, [value]: Entries): number {
  const values = Float64Array.of(Number(value));
  scaling(scale, from)(values);
  return values[0]!;
}

function scaling({ offset, scale }: Scale, from: NumberType): (values: Float64Array) => void {
  const bits = from.kind === "float" ? from.bits : 64;
  const round = floatRounding(bits);
  const [minus, by] = [round(offset), round(scale)];
  // The two common types have loops of their own: with a function to call in between they take five times as long.
  if (bits === 64) {
    return (values) => {
      for (let i = 0; i < values.length; i++) values[i] = halfToEven((values[i]! - minus) * by);
    };
  }
  if (bits === 32) {
    return (values) => {
      for (let i = 0; i < values.length; i++) {
        values[i] = halfToEven(Math.fround(Math.fround(values[i]! - minus) * by));
      }
    };
  }
  return (values) => {
    for (let i = 0; i < values.length; i++) values[i] = halfToEven(round(round(values[i]! - minus) * by));
  };
}

const float64: NumberType = { kind: "float", name: "float64", bits: 64, format: floatFormats["float64"]! };
