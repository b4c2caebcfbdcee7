import type { Elements, Region, View } from "../../src/index.js";

/** Arithmetic of views, as small as the cases need it. */

export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function cOrder<D extends Elements>(data: D, shape: readonly number[], lanes = 1): View<D> {
  const strides = shape.map((_, axis) => countOf(shape.slice(axis + 1)) * lanes);
  return { data, offset: 0, shape, strides, lanes };
}

/** Where each element begins in `data`, in C order. */
export function positionsOf({ offset, shape, strides }: Pick<View, "offset" | "shape" | "strides">): number[] {
  return shape.reduce(
    (bases, length, axis) => bases.flatMap((base) => Array.from({ length }, (_, i) => base + i * (strides[axis] ?? 0))),
    [offset],
  );
}

export function regionOf(view: View, { start, shape, step }: Region): View {
  return {
    ...view,
    shape,
    offset: start.reduce((sum, at, axis) => sum + at * (view.strides[axis] ?? 0), view.offset),
    strides: view.strides.map((stride, axis) => stride * (step?.[axis] ?? 1)),
  };
}

export function copy(source: View, destination: View): void {
  const to = positionsOf(destination);
  positionsOf(source).forEach((from, i) => {
    for (let lane = 0; lane < (source.lanes ?? 1); lane++) {
      destination.data[(to[i] ?? 0) + lane] = source.data[from + lane];
    }
  });
}
