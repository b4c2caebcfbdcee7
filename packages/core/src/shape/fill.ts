import type { DataType, Fill, View } from "@zarrkit/plugin-api";
import { copy } from "./copy.js";
import { allocateView } from "./view.js";

/** Sets every element of a view to a fill value; without one (v2 `null`) to the type's zero. */
export function fill(dataType: DataType, value: Fill, destination: View): void {
  copy(
    { ...scalarView(dataType, value), shape: destination.shape, strides: destination.shape.map(() => 0) },
    destination,
  );
}

/** A 0-dimensional array that holds a fill value. */
export function scalarView(dataType: DataType, value: Fill): View {
  const view = allocateView(dataType, []);
  if (value === undefined) return view;
  if (dataType.itemSize === undefined) dataType.setScalar(view.data, 0, value);
  else dataType.load(value as Uint8Array, "little", view);
  return view;
}

/** The fill value that a user's scalar means; without one the type's zero. */
export function fillOf(dataType: DataType, scalar: unknown): Fill {
  if (scalar !== undefined) return dataType.fillFromScalar(scalar);
  const zero = dataType.scalar(dataType.allocate(1), 0);
  return dataType.fillFromScalar(zero);
}
