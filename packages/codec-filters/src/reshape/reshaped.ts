import type { View } from "@zarrkit/plugin-api";

/**
 * The same memory with other axes, elements in the same C order; `undefined` where strides cannot express it: axes merge
 * only if stepping past the end of the inner one is a step of the outer one.
 */
export function reshaped(view: View, shape: readonly number[]): View | undefined {
  const axes = mergedAxes(view);
  const strides = new Array<number>(shape.length).fill(0);
  if (shape.includes(0)) return { ...view, shape, strides };
  let at = axes.length - 1;
  let [left, stride] = axes[at] ?? [1, view.lanes ?? 1];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis]!;
    if (left === 1 && length !== 1 && at > 0) [left, stride] = axes[--at]!;
    if (left % length !== 0) return undefined;
    strides[axis] = stride;
    left /= length;
    stride *= length;
  }
  return { ...view, shape, strides };
}

/** Length and stride of the axes, outermost first, with those that step evenly into one another taken together. */
function mergedAxes(view: View): [length: number, stride: number][] {
  const merged: [number, number][] = [];
  for (const [axis, length] of view.shape.entries()) {
    if (length === 1) continue;
    const stride = view.strides[axis]!;
    const outer = merged.at(-1);
    if (outer && outer[1] === length * stride) merged[merged.length - 1] = [outer[0] * length, stride];
    else merged.push([length, stride]);
  }
  return merged;
}
