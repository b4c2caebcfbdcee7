import { type DataType, type Elements, type Region, type View, ZarrError } from "@zarrkit/plugin-api";
import { contiguousStrides, elementCount } from "./strides.js";

/** A C-order view of a whole container. */
export function viewOf<D extends Elements>(data: D, shape: readonly number[], lanes = 1): View<D> {
  return { data, offset: 0, shape, strides: contiguousStrides(shape, lanes), lanes };
}

/** A fresh zeroed C-order array; `limit-exceeded` when there is no memory for it. */
export function allocateView<D extends Elements>(
  dataType: DataType<string, D>,
  shape: readonly number[],
  shared?: boolean,
): View<D> {
  const elements = elementCount(shape);
  try {
    return viewOf(dataType.allocate(elements, shared), shape, dataType.lanes);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const problem = `An array of shape [${shape}] of ${dataType.name} is more memory than can be had: select less at once.`;
    throw new ZarrError("limit-exceeded", problem, { cause });
  }
}

/** The part of a view that a region names, over the same memory. */
export function subview<D extends Elements>(view: View<D>, region: Region): View<D> {
  let offset = view.offset;
  const strides = view.strides.map((stride, axis) => {
    offset += region.start[axis]! * stride;
    return stride * (region.step?.[axis] ?? 1);
  });
  return { ...view, offset, strides, shape: region.shape };
}

/** True when the elements lie one after the other in C order. Axes of length 1 may have any stride. */
export function isContiguous(view: View): boolean {
  let expected = view.lanes ?? 1;
  for (let axis = view.shape.length - 1; axis >= 0; axis--) {
    const length = view.shape[axis]!;
    if (length !== 1 && view.strides[axis] !== expected) return false;
    expected *= length;
  }
  return true;
}
