import type { ArrayToArray, DataType, Elements, View } from "@zarrkit/plugin-api";
import { fail } from "../expect.js";
import type { Subject } from "./subject.js";
import { cOrder, copyElements, countOf } from "./view.js";

/** Both kinds of array → array codecs used alike, as core uses them. */

/** The encoded elements in C order. */
export function encodeWhole(codec: ArrayToArray, source: View): Elements {
  const { dataType, shape } = codec.encodedSpec;
  const target = cOrder(dataType.allocate(countOf(shape)), shape, dataType.lanes);
  if (codec.layout) copyElements(codec.layout(source) ?? layoutOf(codec, copyOf(source, dataType)), target);
  else codec.encode(source, target);
  return target.data;
}

export function decodeTo(codec: ArrayToArray, encoded: Elements, destination: View): void {
  const { dataType, shape } = codec.encodedSpec;
  const source = cOrder(encoded, shape, dataType.lanes);
  if (!codec.layout) return codec.decode(source, destination);
  const laid = codec.layout(destination);
  if (laid) return copyElements(source, laid);
  const fresh = copyOf(destination, dataType);
  copyElements(source, layoutOf(codec, fresh));
  copyElements(fresh, destination);
}

export function decodeWhole(
  codec: ArrayToArray,
  { spec }: Pick<Subject<"array-array">, "spec">,
  encoded: Elements,
): Elements {
  const data = spec.dataType.allocate(countOf(spec.shape));
  decodeTo(codec, encoded, cOrder(data, spec.shape, spec.dataType.lanes));
  return data;
}

/** What strides cannot express on a view, they must on a C-order copy of it: that is how core goes on. */
export function layoutOf(codec: ArrayToArray, decoded: View): View {
  const laid = codec.layout?.(decoded);
  return laid ?? fail("layout answered undefined for a C-order array, and the codec has no other way");
}

function copyOf(view: View, dataType: DataType): View {
  const copy = cOrder(dataType.allocate(countOf(view.shape)), view.shape, dataType.lanes);
  copyElements(view, copy);
  return copy;
}
