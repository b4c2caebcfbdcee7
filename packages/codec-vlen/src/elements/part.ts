import type { Region, View } from "@zarrkit/plugin-api";

/** The part of a view that a region names, over the same memory. */
export function part(view: View, { start, shape, step }: Region): View {
  let { offset } = view;
  const strides = view.strides.map((stride, axis) => {
    offset += start[axis]! * stride;
    return stride * (step?.[axis] ?? 1);
  });
  return { ...view, offset, strides, shape };
}
