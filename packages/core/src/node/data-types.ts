import type { Bytes, DataType, Elements } from "@zarrkit/plugin-api";
import type { Complex } from "../dtype/complex.js";

type SmallFloat =
  | "bfloat16"
  | `float8_${"e3m4" | "e4m3" | "e4m3b11fnuz" | "e4m3fn" | "e4m3fnuz" | "e5m2" | "e5m2fnuz" | "e8m0fnu"}`
  | "float6_e2m3fn"
  | "float6_e3m2fn"
  | "float4_e2m1fn";

/**
 * The container and the scalar of every data type that core knows, by v3 name (decisions/0002). Complex numbers have two
 * entries an element; raw bytes, padded bytes and structs as many as they have bytes.
 */
export interface DataTypes
  extends Record<SmallFloat, [container: Float32Array, scalar: number]>,
    Record<`complex_${"float16" | SmallFloat}`, [container: Float32Array, scalar: Complex]> {
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
  int2: [container: Int8Array, scalar: number];
  int4: [container: Int8Array, scalar: number];
  uint2: [container: Uint8Array, scalar: number];
  uint4: [container: Uint8Array, scalar: number];
  complex64: [container: Float32Array, scalar: Complex];
  complex128: [container: Float64Array, scalar: Complex];
  "numpy.datetime64": [container: BigInt64Array, scalar: bigint];
  "numpy.timedelta64": [container: BigInt64Array, scalar: bigint];
  string: [container: string[], scalar: string];
  fixed_length_utf32: [container: string[], scalar: string];
  bytes: [container: Bytes[], scalar: Bytes];
  null_terminated_bytes: [container: Uint8Array, scalar: Bytes];
  raw_bytes: [container: Uint8Array, scalar: Bytes];
  [raw: `r${number}`]: [container: Uint8Array, scalar: Bytes];
  struct: [container: Uint8Array, scalar: Readonly<Record<string, unknown>>];
  /** v2 object arrays of arrays. */
  "vlen-array": [container: Elements[], scalar: Elements];
  /** v2 object arrays of whatever JSON can say. */
  json: [container: unknown[], scalar: unknown];
}

export type DataTypeName = keyof DataTypes;

/** A data type as one names it: `"uint16"`, or `{ name: "numpy.datetime64", configuration: { … } }`. */
export type NamedDataType<N extends DataTypeName> =
  | N
  | { readonly name: N; readonly configuration?: Readonly<Record<string, unknown>> };

export type ContainerOf<N extends DataTypeName> = DataTypes[N][0];
export type ScalarOf<N extends DataTypeName> = DataTypes[N][1];

/** A data type by name where it is known, any other otherwise. */
export type DataTypeOf<D extends Elements, Scalar> = DataType<string, D, Scalar>;
