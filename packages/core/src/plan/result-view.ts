import type { View } from "@zarrkit/plugin-api";
import type { AxisSelection } from "../indexing/normalize.js";

/** Shape of what a selection gives: dropped axes are not in it. */
export function resultShape(axes: readonly AxisSelection[]): readonly number[] {
  return axes.filter((axis) => !axis.dropped).map((axis) => axis.count);
}

/**
 * The caller's view, which lacks dropped axes and has descending ones as the user sees them, as one over every axis of the
 * array in ascending order: what chunk projections refer to.
 */
export function ascending(view: View, axes: readonly AxisSelection[]): View {
  let { offset } = view;
  let at = 0;
  const strides = axes.map(({ dropped, reversed, count }) => {
    if (dropped) return 0;
    const stride = view.strides[at++]!;
    if (!reversed || count === 0) return stride;
    offset += (count - 1) * stride;
    return -stride;
  });
  return { ...view, offset, strides, shape: axes.map((axis) => axis.count) };
}
