import { invalid } from "@zarrkit/plugin-api";
import type { ReshapeConfiguration } from "./config.js";

/** The shape of the encoded chunk (specification, "shape"); refused where the number of elements would change. */
export function encodedShape({ shape: axes, path }: ReshapeConfiguration, decoded: readonly number[]): number[] {
  const shape = axes.map((axis, i) => {
    if (typeof axis === "number") return axis;
    for (const input of axis) {
      if (input >= decoded.length)
        throw invalid(`${path}[${i}]`, `chunks have no axis ${input}, only ${decoded.length} axes`);
    }
    return product(axis.map((input) => decoded[input]!));
  });

  const open = shape.indexOf(-1);
  if (open >= 0) {
    const others = product(shape.filter((_, i) => i !== open));
    const left = product(decoded) / others;
    if (!Number.isInteger(left)) throw unequal(path, shape, decoded);
    shape[open] = left;
  }
  if (product(shape) !== product(decoded)) throw unequal(path, shape, decoded);

  for (const [i, axis] of axes.entries()) {
    if (typeof axis === "number" || axis.length === 0) continue;
    const before = product(decoded.slice(0, axis[0]));
    const after = product(decoded.slice(axis.at(-1)! + 1));
    if (product(shape.slice(0, i)) !== before || product(shape.slice(i + 1)) !== after) {
      throw invalid(
        `${path}[${i}]`,
        `axes [${axis}] of a chunk of shape [${decoded}] do not come to lie in axis ${i} of [${shape}]`,
      );
    }
  }
  return shape;
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total * length, 1);
}

function unequal(path: string, shape: readonly number[], decoded: readonly number[]) {
  return invalid(path, `[${shape}] cannot hold the elements of a chunk of shape [${decoded}]`);
}
