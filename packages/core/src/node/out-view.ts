import { type DataType, type Elements, type View, ZarrError } from "@zarrkit/plugin-api";
import { checkExtent } from "../shape/check-extent.js";
import { elementCount } from "../shape/strides.js";
import { viewOf } from "../shape/view.js";

/** The caller's `out` as a view of the result's shape; `invalid-argument` unless it fits exactly. */
export function outView<D extends Elements>(
  dataType: DataType<string, D>,
  shape: readonly number[],
  out: D | View<D>,
): View<D> {
  const { lanes = 1 } = dataType;
  const isView = "strides" in out && "data" in out;
  const view = isView ? { ...(out as View<D>), lanes } : viewOf(out as D, shape, lanes);
  const wanted = (dataType.allocate(0) as object).constructor;
  if ((view.data as object).constructor !== wanted) {
    throw new ZarrError(
      "invalid-argument",
      `\`out\` is a ${(view.data as object).constructor.name}, but ${dataType.name} is read into a ${wanted.name}.`,
    );
  }
  const fits = isView ? view.shape.join() === shape.join() : view.data.length === elementCount(shape) * lanes;
  if (!fits) {
    const given = isView ? `shape [${view.shape}]` : `${view.data.length} entries`;
    throw new ZarrError("invalid-argument", `\`out\` has ${given}, but the selection has shape [${shape}].`);
  }
  checkExtent(view);
  return view;
}
