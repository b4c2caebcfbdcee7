import type { DataType } from "@zarrkit/plugin-api";

/** How an element is made of components of bits: two for complex numbers, one for all others. */
export interface Component {
  readonly count: number;
  /** Bits that the type gives a component. */
  readonly bits: number;
  /** Bytes that the `bytes` codec stores for one. */
  readonly bytes: number;
  readonly isSigned: boolean;
}

/** Data types that the codec is defined for; `undefined` for others (specification, "Supported data types"). */
export function componentOf({ name, itemSize }: DataType): Component | undefined {
  if (itemSize === undefined) return undefined;
  if (name === "bool") return { count: 1, bits: 1, bytes: 1, isSigned: false };
  const named = /^(complex_)?(u?int|float|bfloat)(\d+)(_e\d+m\d+\w*)?$/.exec(name);
  if (named) {
    const count = named[1] ? 2 : 1;
    return { count, bits: Number(named[3]), bytes: itemSize / count, isSigned: named[2] === "int" };
  }
  if (name === "complex64" || name === "complex128") {
    return { count: 2, bits: 4 * itemSize, bytes: itemSize / 2, isSigned: false };
  }
  return undefined;
}
