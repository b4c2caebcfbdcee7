import { callKernel, type Engine, type Kernel, loadEngine } from "./engine.js";
import { code } from "./wasm/filters.js";

/** A filter over bytes of little-endian numbers; answers whether it was done. Where not, the plain kernel does it. */
type Filter = (source: Uint8Array, destination: Uint8Array, option: number) => boolean;

/** Between floats and integers; `bits` is 8, 16 or 32, negative for signed ones, which alone may have 32. */
type Scaling = (source: Uint8Array, destination: Uint8Array, bits: number, scale: number, offset: number) => boolean;

/** Filters by WebAssembly. Sources and destinations do not overlap. */
export interface Filters {
  /** Differences of neighbours and their sums, modulo 2^bits; `option` is the bytes of an integer: 1, 2, 4 or 8. */
  readonly differences: Filter;
  readonly sums: Filter;
  /** Rounds `option` bits away (1 or more) from float32 and float64, half to even, finite numbers to finite ones. */
  readonly roundFloats: Filter;
  readonly roundDoubles: Filter;
  /** The lowest bits of bytes, eight to a byte; `option` is 1 where the first is the highest bit, 0 where the lowest. */
  readonly packBits: Filter;
  readonly unpackBits: Filter;
  /** (x − offset) · scale of float32, rounded half to even; not done where an integer would not fit. */
  readonly scaleFloats: Scaling;
  /** x / scale + offset, in float64, as float32; not done where one would become infinite. */
  readonly unscaleFloats: Scaling;
}

type ScalingKernel = (...parameters: [...Parameters<Kernel>, scale: number, offset: number]) => number;
type Kernels = { readonly [Name in keyof Filters]: Filters[Name] extends Filter ? Kernel : ScalingKernel };

const isLittleEndian = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ Uint16Array.of(1).buffer)[0] === 1;

/** `undefined` where there is no WebAssembly, or where typed arrays are big-endian. */
export async function loadFilters(): Promise<Filters | undefined> {
  const engine = isLittleEndian ? await loadEngine<Kernels>(code) : undefined;
  return engine && filtersOf(engine);
}

function filtersOf(engine: Engine<Kernels>): Filters {
  const filter = (
    name: "differences" | "sums" | "roundFloats" | "roundDoubles" | "packBits" | "unpackBits",
  ): Filter => {
    return (source, destination, option) => {
      const kernel = engine.kernels?.[name];
      return kernel !== undefined && callKernel(kernel, source, destination, option) === destination.length;
    };
  };
  const scaling = (name: "scaleFloats" | "unscaleFloats"): Scaling => {
    return (source, destination, bits, scale, offset) => {
      const kernel = engine.kernels?.[name];
      const scaled: Kernel = (...parameters) => kernel!(...parameters, scale, offset);
      return kernel !== undefined && callKernel(scaled, source, destination, bits) === destination.length;
    };
  };
  return {
    differences: filter("differences"),
    sums: filter("sums"),
    roundFloats: filter("roundFloats"),
    roundDoubles: filter("roundDoubles"),
    packBits: filter("packBits"),
    unpackBits: filter("unpackBits"),
    scaleFloats: scaling("scaleFloats"),
    unscaleFloats: scaling("unscaleFloats"),
  };
}
