import { ZarrError } from "@zarrkit/plugin-api";

/** Elements of an array of that shape; `limit-exceeded` where a JavaScript number would no longer be exact. */
export function elementCount(shape: readonly number[]): number {
  let count = 1;
  for (const length of shape) count *= length;
  if (!Number.isSafeInteger(count)) {
    throw new ZarrError("limit-exceeded", `An array of shape [${shape}] has more elements than can be addressed.`);
  }
  return count;
}

/** Strides of a C-order array (last axis fastest), in entries of data. */
export function contiguousStrides(shape: readonly number[], lanes = 1): number[] {
  const strides = new Array<number>(shape.length);
  let stride = lanes;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}
