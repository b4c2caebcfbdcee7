import type { NdArray } from "@zarrkit/core";
import type { Values } from "../drawing/picture.js";
import { axisNames, keptAxes, type Named } from "./axes.js";

/** Pixels along an edge of a plane that nobody selected: enough for a picture, and no need to fetch a whole map. */
const longestEdge = 1024;

/**
 * A picture's worth of an array, in NumPy's spelling: its last two axes, or x and y where they have names; the first
 * channel and time, the middle of any other axis. A long edge gives its middle part.
 */
export function choosePlane(array: Named): string {
  const names = axisNames(array);
  const rank = array.shape.length;
  const plane =
    names.includes("x") && names.includes("y") ? [names.indexOf("x"), names.indexOf("y")] : [rank - 2, rank - 1];
  const isColor = names.findIndex((name, axis) => name === "c" && array.shape[axis] === 3);
  const entries = array.shape.map((length, axis) => {
    if (plane.includes(axis)) {
      if (length <= longestEdge) return ":";
      const start = Math.floor((length - longestEdge) / 2);
      return `${start}:${start + longestEdge}`;
    }
    if (axis === isColor) return ":";
    return ["c", "channel", "t", "time"].includes(names[axis]!) ? "0" : `${Math.floor(length / 2)}`;
  });
  return entries.join(", ");
}

/**
 * The values with rows first: y before x where axes have names, colours last; a line of values as one row. What cannot be
 * a picture is left for `draw` to refuse.
 */
export function upright(values: NdArray, array: Named, selection: string | readonly unknown[]): Values {
  const { name } = values.dataType;
  if (!/^(bool|u?int\d+|b?float\d+)$/.test(name)) {
    throw new Error(`Values of type ${name} have no picture here: integers, floating-point numbers and bool do.`);
  }
  if (values.shape.length === 1) return { ...values, shape: [1, ...values.shape], strides: [0, ...values.strides] };
  const names = axisNames(array);
  const kept = keptAxes(selection, array.shape.length).map((axis) => names[axis]);
  const order = values.shape.map((_, axis) => axis);
  if (order.length > 3) return values;
  const color = order.find((axis) => kept[axis] === "c") ?? (values.shape[0] === 3 || values.shape[0] === 4 ? 0 : 2);
  const plane = order.filter((axis) => order.length < 3 || axis !== color);
  if (kept[plane[0]!] === "x" && kept[plane[1]!] === "y") plane.reverse();
  return values.transpose(order.length === 3 ? [...plane, color] : plane);
}

/** Rows go north, so the first belongs at the bottom: a latitude axis, or a variable of the Climate and Forecast conventions. */
export function naturalOrigin(array: Named): "upper" | "lower" {
  const north = axisNames(array).some((name) => name === "lat" || name === "latitude");
  return north || typeof array.attributes["standard_name"] === "string" ? "lower" : "upper";
}
