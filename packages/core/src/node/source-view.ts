import { type Elements, show, type View, ZarrError } from "@zarrkit/plugin-api";
import { checkExtent } from "../shape/check-extent.js";
import { scalarView } from "../shape/fill.js";
import { elementCount } from "../shape/strides.js";
import { allocateView, viewOf } from "../shape/view.js";
import type { ZarrArray } from "./zarr-array.js";

/**
 * What can be written to a selection: one scalar for all of it; a view or NdArray of its shape; a container (typed array)
 * with its elements in C order; nested JavaScript arrays of scalars in its shape.
 */
export type Value<D extends Elements, Scalar> = Scalar | D | View<D> | readonly unknown[];

/** The value as a view of the selection's shape. Nothing is converted between number types: that could change values. */
export function sourceView<D extends Elements, Scalar>(
  array: ZarrArray<D, Scalar>,
  value: Value<D, Scalar>,
  shape: readonly number[],
): View<D> {
  const { dataType } = array;
  const { lanes = 1 } = dataType;
  if (isView(value)) {
    if (value.shape.join() !== shape.join()) throw misfit(`has shape [${value.shape}]`, shape);
    checkContainer(array, value.data);
    checkExtent(value);
    return { ...pick(value), lanes } as View<D>;
  }
  if (ArrayBuffer.isView(value) && !isScalar(array, value as unknown as Uint8Array)) {
    checkContainer(array, value as unknown as Elements);
    const data = value as unknown as D;
    if (data.length !== elementCount(shape) * lanes) throw misfit(`has ${data.length} entries`, shape);
    return viewOf(data, shape, lanes);
  }
  if (Array.isArray(value)) return nestedView(array, value, shape);
  if (dataType.name !== "struct") refuseHalfView(value);
  const scalar = scalarView(dataType, dataType.fillFromScalar(value as Scalar)) as View<D>;
  return { ...scalar, shape, strides: shape.map(() => 0) };
}

/** By its lists, since a struct may have fields of these names. */
function isView(value: unknown): value is View {
  const { data, strides, shape } = (value ?? {}) as Partial<View>;
  return data !== undefined && Array.isArray(strides) && Array.isArray(shape);
}

/** Other libraries' arrays, whose order of elements would have to be guessed. */
function refuseHalfView(value: unknown): void {
  const { data, shape } = (value ?? {}) as Partial<View>;
  if (!ArrayBuffer.isView(data) || !Array.isArray(shape)) return;
  throw new ZarrError(
    "invalid-argument",
    "The value has data and a shape, but no strides: a view is { data, shape, strides, offset }; if its elements lie in C order, give its data alone.",
  );
}

/** Whether a typed array is one element: of bytes, of an array of any length, or of a raw type. */
function isScalar({ dataType }: ZarrArray, { length }: Uint8Array): boolean {
  const one = dataType.allocate(1);
  return Array.isArray(one) || (length === dataType.lanes && ArrayBuffer.isView(dataType.scalar(one, 0)));
}

function pick({ data, offset, shape, strides }: View): View {
  return { data, offset, shape, strides };
}

function checkContainer<D extends Elements, Scalar>(array: ZarrArray<D, Scalar>, data: Elements): void {
  const wanted = (array.dataType.allocate(0) as object).constructor;
  const given = (data as object).constructor;
  if (given === wanted) return;
  throw new ZarrError(
    "invalid-argument",
    `Array "${array.path}" of ${array.dataType.name} takes a ${wanted.name}, given was a ${given.name}: convert it first.`,
  );
}

function nestedView<D extends Elements, Scalar>(
  array: ZarrArray<D, Scalar>,
  value: readonly unknown[],
  shape: readonly number[],
): View<D> {
  const result = allocateView(array.dataType, shape);
  const { lanes = 1 } = array.dataType;
  let at = 0;
  const visit = (part: unknown, axis: number): void => {
    if (axis === shape.length) {
      array.dataType.setScalar(result.data, at, part as Scalar);
      at += lanes;
      return;
    }
    if (!Array.isArray(part) || part.length !== shape[axis]) {
      throw misfit(`has ${Array.isArray(part) ? `${part.length} entries` : show(part)} on axis ${axis}`, shape);
    }
    for (const inner of part) visit(inner, axis + 1);
  };
  visit(value, 0);
  return result;
}

function misfit(found: string, shape: readonly number[]): ZarrError {
  return new ZarrError("invalid-argument", `The value ${found}, but the selection has shape [${shape}].`);
}
