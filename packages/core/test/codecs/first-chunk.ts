import type { Elements } from "@zarrkit/plugin-api";
import { floatType } from "../../src/dtype/float.js";
import { integerType } from "../../src/dtype/integer.js";
import { copy } from "../../src/shape/copy.js";
import { contiguousStrides } from "../../src/shape/strides.js";
import { allocateView, viewOf } from "../../src/shape/view.js";
import { hierarchy, type names } from "../fixtures/hierarchies.js";

/** The first chunk of an array that zarr-python wrote: its elements in C order, and its bytes as stored. */
export function firstChunk(name: (typeof names)[number], shape: readonly number[]) {
  const { store, arrays } = hierarchy(name);
  const { shape: arrayShape, dtype, values } = arrays.get("")!;
  const dataType = integerType(dtype) ?? floatType(dtype)!;
  const part = allocateView(dataType, shape);
  const all = { ...viewOf(dataType.over!(values), arrayShape), shape, strides: contiguousStrides(arrayShape) };
  copy(all, part);
  const key = [...store.keys()].find((candidate) => /(^|[/.])0([/.]0)*$/.test(candidate))!;
  const spec = { shape, dataType, fillValue: new Uint8Array(dataType.itemSize!) };
  return { spec, decoded: part.data as Elements, encoded: Uint8Array.from(store.get(key)!) };
}
