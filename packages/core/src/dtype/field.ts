import { ZarrError } from "@zarrkit/plugin-api";
import { copy } from "../shape/copy.js";
import { NdArray } from "../shape/nd-array.js";
import { elementCount } from "../shape/strides.js";
import { allocateView, viewOf } from "../shape/view.js";
import type { StructField } from "./struct-fields.js";

/**
 * One field of an array of structs as an array of its own: a copy in the field's own container, in C order. The axes of a
 * field that is a small array come last. `invalid-argument` where there is no such field.
 *
 * @example field(await get(particles), "position").data // Float32Array
 */
export function field(array: NdArray, name: string): NdArray {
  const { fields } = array.dataType as { readonly fields?: readonly StructField[] };
  const found = fields?.find((candidate) => candidate.name === name);
  if (!found) {
    const has = fields ? `has the fields ${fields.map((one) => JSON.stringify(one.name)).join(", ")}` : "has no fields";
    throw new ZarrError(
      "invalid-argument",
      `There is no field ${JSON.stringify(name)}: ${array.dataType.name} ${has}.`,
    );
  }
  const { dataType, shape, offset, size } = found;
  const stored = viewOf(new Uint8Array(elementCount(array.shape) * size), array.shape, size);
  copy({ ...array, offset: array.offset + offset, lanes: size }, stored);
  const result = allocateView(dataType, [...array.shape, ...shape]);
  dataType.load(stored.data, "little", result);
  return new NdArray(dataType, result);
}
