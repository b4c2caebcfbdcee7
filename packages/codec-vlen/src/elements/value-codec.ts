import type { ArrayToBytes, Bytes, ChunkSpec, Elements, Region, Tools, View } from "@zarrkit/plugin-api";
import { part } from "./part.js";

/** A codec that turns the elements of a chunk, in C order, into bytes and back: parts of a chunk need all of it. */
export function valueCodec<T>(
  spec: ChunkSpec,
  tools: Tools,
  encode: (values: readonly T[]) => Uint8Array,
  decode: (source: Bytes) => readonly T[],
): ArrayToBytes {
  return {
    encodedSize: { atMost: tools.limits.decodedBytes },
    encode: (source) => encode(valuesOf<T>(source, tools)),
    decodeInto: (source, destination, region) => spread(decode(source), spec, destination, region, tools),
  };
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** The elements of a view in C order. */
export function valuesOf<T>(view: View, tools: Tools): readonly T[] {
  const values = new Array<T>(elementCount(view.shape));
  tools.copy(view, cOrder(values, view.shape));
  return values;
}

/** Writes the elements of a whole chunk, or of a region of it, into a view. */
export function spread(
  values: readonly unknown[],
  { shape }: ChunkSpec,
  destination: View,
  region: Region | undefined,
  tools: Tools,
): void {
  const whole = cOrder(values as Elements, shape);
  tools.copy(region ? part(whole, region) : whole, destination);
}

function cOrder(data: Elements, shape: readonly number[]): View {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return { data, offset: 0, shape, strides };
}
