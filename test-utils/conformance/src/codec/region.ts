import type { Elements, Region, View } from "@zarrkit/plugin-api";
import { countOf } from "./view.js";

/** The view of a region of another view. */
export function regionOf<D extends Elements>(view: View<D>, region: Region): View<D> {
  const offset = region.start.reduce((sum, start, axis) => sum + start * (view.strides[axis] ?? 0), view.offset);
  const strides = view.strides.map((stride, axis) => stride * (region.step?.[axis] ?? 1));
  return { ...view, offset, shape: region.shape, strides };
}

/** Regions that tell a right partial read from a wrong one. */
export function regionsOf(shape: readonly number[]): readonly Region[] {
  const whole: Region = { start: shape.map(() => 0), shape };
  if (shape.length === 0 || countOf(shape) === 0) return [whole];
  const ones = shape.map(() => 1);
  const half = shape.map((length) => Math.ceil(length / 2));
  return [
    whole,
    { start: shape.map(() => 0), shape: ones },
    { start: shape.map((length) => length - 1), shape: ones },
    {
      start: shape.map((length) => Math.floor(length / 2)),
      shape: shape.map((length) => length - Math.floor(length / 2)),
    },
    { start: shape.map(() => 0), shape: half, step: shape.map(() => 2) },
    {
      start: shape.map((length) => (length > 1 ? 1 : 0)),
      shape: shape.map((length) => Math.max(1, Math.floor((length - 1) / 2))),
      step: shape.map((length) => (length > 2 ? 2 : 1)),
    },
    ...shape.map((_, axis) => ({
      start: shape.map((length, other) => (other === axis ? Math.floor(length / 3) : 0)),
      shape: shape.map((length, other) => (other === axis ? 1 : length)),
    })),
  ];
}
