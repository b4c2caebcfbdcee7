import type { Bytes, DataType, Elements, Fill, Origin } from "@zarrkit/plugin-api";
import { type Container, entryFormat, plainLayout } from "./numeric.js";
import { badFill, badValue } from "./refuse.js";

/**
 * int8 to int64 and uint8 to uint64 (zarr-specs v3.1, "Core data types"). Containers are the typed arrays of the same
 * name; 64-bit elements are `bigint` and exact.
 */
const containers = {
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
} as const;

export type IntegerName = keyof typeof containers;

type IntegerArray = InstanceType<(typeof containers)[IntegerName]>;

export function integerType(name: string): DataType | undefined {
  if (!Object.hasOwn(containers, name)) return undefined;
  const Container = containers[name as IntegerName] as unknown as Container<IntegerArray>;
  return integerOf(name, Container, Container.BYTES_PER_ELEMENT * 8, name.startsWith("i")) as unknown as DataType;
}

/** The integer type of that many bits, stored as the container's entries. */
export function integerOf<D extends Elements>(
  name: string,
  Container: Container<D>,
  size: number,
  signed: boolean,
): DataType<string, D> {
  const { itemSize, encode, decode } = entryFormat(Container);
  const bits = BigInt(size);
  const least = signed ? -(1n << (bits - 1n)) : 0n;
  const most = (1n << (signed ? bits - 1n : bits)) - 1n;
  const range = `an integer from ${least} to ${most}`;
  /** As the container holds it. */
  const entry = (value: bigint) => (itemSize === 8 ? value : Number(value)) as D[number];

  /** An exact value in range, or `undefined`. */
  function integer(value: unknown): bigint | undefined {
    const whole = typeof value === "number" && Number.isInteger(value) ? BigInt(value) : value;
    return typeof whole === "bigint" && whole >= least && whole <= most ? whole : undefined;
  }

  const type: DataType<string, D> = {
    name,
    itemSize,
    ...plainLayout(Container),
    fillFromJson(json: unknown, origin: Origin): Fill {
      // v2 documents hold integers written as floats ("0.0"); v3 demands a number without fraction or exponent.
      const value = integer(typeof json === "number" && origin.format === 3 ? undefined : json);
      if (value === undefined) throw badFill(origin, json, range);
      return encode(entry(value));
    },
    fillToJson: (fill) => BigInt(decode(fill as Bytes) as number | bigint),
    fillFromScalar: (value) => encode(entry(checked(value))),
    scalar: (data, index) => data[index],
    setScalar(data, index, value) {
      (data as { [index: number]: unknown })[index] = entry(checked(value));
    },
  };

  function checked(value: unknown): bigint {
    const whole = integer(value);
    if (whole === undefined) throw badValue(value, name, range);
    return whole;
  }

  return type;
}
