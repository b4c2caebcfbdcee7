import type { Filters } from "@zarrkit/engines/filters";
import { ZarrError } from "@zarrkit/plugin-api";
import type { Entries } from "../array/entries.js";
import type { Kernel } from "../array/value-codec.js";
import { castKernel } from "../number/cast.js";
import { throughDoubles } from "../number/doubles.js";
import { floatRounding } from "../number/float-format.js";
import { refuseToDecode, refuseToEncode } from "../number/misfit.js";
import type { FloatType, NumberType } from "../number/number-type.js";
import { differences, sums } from "./wrapping.js";

/**
 * The two directions between an array of one number type and its differences in another. Differences are taken in the
 * array's type; sums in the type that NumPy promotes both to.
 */
export function deltaKernels(
  from: NumberType,
  to: NumberType,
  allocate: (length: number) => Entries,
  engine: Filters | undefined,
): { encode: Kernel; decode: Kernel } {
  return {
    encode: from.kind === "float" ? floatDifferences(from, to) : integerDifferences(from, to, allocate, engine),
    decode: from.kind === "float" || to.kind === "float" ? floatSums(from, to) : integerSums(from, to, engine),
  };
}

function floatDifferences(from: FloatType, to: NumberType): Kernel {
  const round = floatRounding(from.bits);
  return (source, destination) => {
    let before = 0;
    const difference = (values: Float64Array) => {
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!;
        values[i] = round(value - before);
        before = value;
      }
    };
    throughDoubles(source, from, destination, to, difference, refuseToEncode("delta", to, undefined));
  };
}

function integerDifferences(
  from: NumberType,
  to: NumberType,
  allocate: (length: number) => Entries,
  engine: Filters | undefined,
): Kernel {
  const take = differences(from, engine);
  if (from.name === to.name) return take;
  const [cast, back] = [castKernel(from, to, () => {}), castKernel(to, from, () => {})];
  return (source, destination) => {
    const exact = allocate(source.length);
    take(source, exact);
    cast(exact, destination);
    const restored = allocate(source.length);
    back(destination, restored);
    const lost = firstDifference(exact, restored);
    if (lost === undefined) return;
    // One wrong difference would shift every element after it.
    throw new ZarrError(
      "invalid-argument",
      `delta: element ${lost} of the chunk differs from the one before it by ${exact[lost]}, which ${to.name} cannot ` +
        "hold; choose a wider astype",
      { fields: { codec: "delta" } },
    );
  };
}

function integerSums(from: NumberType, to: NumberType, engine: Filters | undefined): Kernel {
  const add = sums(from, engine);
  if (from.name === to.name) return add;
  const cast = castKernel(to, from, () => {});
  return (source, destination) => {
    cast(source, destination);
    add(destination, destination);
  };
}

function floatSums(from: NumberType, to: NumberType): Kernel {
  const round = floatRounding(Math.max(floatBits(from), floatBits(to)));
  return (source, destination) => {
    // The sum of −0 and any number is that number, zeros of both signs included.
    let sum = -0;
    const add = (values: Float64Array) => {
      for (let i = 0; i < values.length; i++) {
        sum = round(sum + values[i]!);
        values[i] = sum;
      }
    };
    throughDoubles(source, to, destination, from, add, refuseToDecode("delta", from));
  };
}

/** Bits of the float type that NumPy takes for arithmetic between this type and a float. */
function floatBits({ kind, bits }: NumberType): number {
  if (kind === "float") return bits;
  return bits <= 8 ? 16 : bits <= 16 ? 32 : 64;
}

function firstDifference(one: Entries, other: Entries): number | undefined {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return i;
  return undefined;
}
