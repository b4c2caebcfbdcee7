import { type Bytes, type DataType, invalid, show, type View, ZarrError } from "../../src/index.js";
import { positionsOf } from "./arrays.js";

/** Integers in their typed arrays: the data types that the cases' arrays are of. */
export const int32 = integerType("int32", Int32Array);
export const uint64 = integerType("uint64", BigUint64Array);

function integerType<N extends "int32" | "uint64", D extends Int32Array | BigUint64Array>(
  name: N,
  Container: { new (buffer: ArrayBufferLike, offset?: number, length?: number): D; readonly BYTES_PER_ELEMENT: number },
): DataType<N, D, bigint> {
  const itemSize = Container.BYTES_PER_ELEMENT;
  const least = name === "int32" ? -(2n ** 31n) : 0n;
  const most = name === "int32" ? 2n ** 31n - 1n : 2n ** 64n - 1n;
  const holds = (value: unknown): value is bigint => typeof value === "bigint" && value >= least && value <= most;
  const bytesOf = (value: bigint) => {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigInt64(0, value, true);
    return bytes.slice(0, itemSize);
  };
  const entry = (value: bigint) => (name === "int32" ? Number(value) : value);
  return {
    name,
    itemSize,
    allocate: (elements, shared = false) =>
      new Container(shared ? new SharedArrayBuffer(elements * itemSize) : new ArrayBuffer(elements * itemSize)),
    fillFromJson(json, origin) {
      if (!holds(json)) throw invalid(origin.path, `${show(json)} is no ${name}`);
      return bytesOf(json);
    },
    fillToJson: (fill) => valueOf(fill as Bytes, 0, true),
    fillFromScalar: (value) => bytesOf(checked(value)),
    load(source, byteOrder, destination: View<D>) {
      positionsOf(destination).forEach((at, i) => {
        (destination.data as Record<number, unknown>)[at] = entry(
          valueOf(source, i * itemSize, byteOrder === "little"),
        );
      });
    },
    store(source: View<D>, byteOrder, destination) {
      positionsOf(source).forEach((at, i) => {
        const bytes = bytesOf(BigInt.asIntN(64, BigInt(source.data[at] ?? 0)));
        destination.set(byteOrder === "little" ? bytes : bytes.reverse(), i * itemSize);
      });
    },
    over: (source) => new Container(source.buffer, source.byteOffset, source.length / itemSize),
    scalar: (data, index) => BigInt(data[index] ?? 0),
    setScalar(data, index, value) {
      (data as Record<number, unknown>)[index] = entry(checked(value));
    },
  };

  function valueOf(bytes: Bytes, offset: number, little: boolean): bigint {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return itemSize === 4 ? BigInt(view.getInt32(offset, little)) : view.getBigUint64(offset, little);
  }

  function checked(value: unknown): bigint {
    if (!holds(value)) throw new ZarrError("invalid-argument", `${show(value)} is no ${name}.`);
    return value;
  }
}
