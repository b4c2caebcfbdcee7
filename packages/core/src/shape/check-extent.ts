import { type View, ZarrError } from "@zarrkit/plugin-api";

/** Throws unless every element of a view lies inside its data: writes beyond a typed array vanish without a word. */
export function checkExtent(view: View): void {
  let [lowest, highest] = [view.offset, view.offset + (view.lanes ?? 1) - 1];
  for (const [axis, length] of view.shape.entries()) {
    if (length === 0) return;
    const reach = (length - 1) * view.strides[axis]!;
    if (reach < 0) lowest += reach;
    else highest += reach;
  }
  const isWhole = Number.isInteger(view.offset) && view.strides.every(Number.isInteger);
  if (isWhole && lowest >= 0 && highest < view.data.length) return;
  throw new ZarrError(
    "invalid-argument",
    `A view of shape [${view.shape}] with strides [${view.strides}] and offset ${view.offset} reaches entries ${lowest} to ${highest}, but its data have ${view.data.length}.`,
  );
}
