import type { Values } from "./picture.js";

/** Says whether an element stands for "no value here". */
export type IsMissing = (value: number) => boolean;

/**
 * The values that stand for nothing: NaN always, and those that the attributes `_FillValue` and `missing_value` name
 * (Climate and Forecast conventions, 2.5.1), compared as float32 elements are stored. The fill value of a floating-point
 * array counts as well, unless it is 0, which writers put there for want of a better one.
 */
export function missingValues(array: {
  readonly dataType: { readonly name: string };
  readonly fillValue: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}): IsMissing {
  const stored = array.dataType.name === "float32" ? Math.fround : (value: number) => value;
  const named = [array.attributes["_FillValue"], array.attributes["missing_value"]].flat();
  if (array.dataType.name.startsWith("float") && array.fillValue !== 0) named.push(array.fillValue);
  const missing = new Set(
    named
      .filter((value) => typeof value === "number" || typeof value === "bigint")
      .map(Number)
      .map(stored),
  );
  return (value) => Number.isNaN(value) || missing.has(value);
}

/** The least and the greatest finite value that is not missing; [0, 1] where there is none. */
export function valueRange(values: Values, isMissing: IsMissing): readonly [least: number, greatest: number] {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  const visit = (axis: number, at: number): void => {
    if (axis < values.shape.length) {
      for (let i = 0; i < values.shape[axis]!; i++) visit(axis + 1, at + i * values.strides[axis]!);
      return;
    }
    const value = Number(values.data[at]);
    if (isMissing(value) || !Number.isFinite(value)) return;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  };
  visit(0, values.offset);
  return least > greatest ? [0, 1] : [least, greatest];
}
