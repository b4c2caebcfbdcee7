import type { DataType, Elements } from "@zarrkit/plugin-api";

/** The container and the scalar of every data type that core knows, by v3 name. */
export interface DataTypes {
  bool: [container: Uint8Array, scalar: boolean];
  int8: [container: Int8Array, scalar: number];
  int16: [container: Int16Array, scalar: number];
  int32: [container: Int32Array, scalar: number];
  int64: [container: BigInt64Array, scalar: bigint];
  uint8: [container: Uint8Array, scalar: number];
  uint16: [container: Uint16Array, scalar: number];
  uint32: [container: Uint32Array, scalar: number];
  uint64: [container: BigUint64Array, scalar: bigint];
  float16: [container: Float32Array, scalar: number];
  float32: [container: Float32Array, scalar: number];
  float64: [container: Float64Array, scalar: number];
}

export type DataTypeName = keyof DataTypes;
export type ContainerOf<N extends DataTypeName> = DataTypes[N][0];
export type ScalarOf<N extends DataTypeName> = DataTypes[N][1];

/** A data type by name where it is known, any other otherwise. */
export type DataTypeOf<D extends Elements, Scalar> = DataType<string, D, Scalar>;
