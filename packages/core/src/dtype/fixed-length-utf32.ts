import {
  type ByteOrder,
  type Bytes,
  type DataType,
  field,
  invalid,
  type Origin,
  parseInteger,
  parseObject,
  type View,
  ZarrError,
} from "@zarrkit/plugin-api";
import { copy } from "../shape/copy.js";
import { elementCount } from "../shape/strides.js";
import { viewOf } from "../shape/view.js";
import { largestItem } from "./numeric.js";
import { plainArray } from "./plain-array.js";
import { badFill, badValue } from "./refuse.js";

/**
 * fixed_length_utf32 `{ length_bytes }`, NumPy's U (zarr-extensions): text of at most `length_bytes / 4` code points, of four
 * bytes each. Container: a plain array of strings. Code points of 0 at the end are padding and no part of the text.
 */
export function parse(name: string, configuration: unknown, origin: Origin): DataType {
  const { length_bytes: json } = parseObject(configuration, `${origin.path}.configuration`, ["length_bytes"]);
  const path = field({ ...origin, format: 3 }, "length_bytes");
  const itemSize = parseInteger(json, path, 4, largestItem);
  if (itemSize % 4 !== 0) throw invalid(path, `expected a multiple of 4, found ${itemSize}`);
  const length = itemSize / 4;
  const expected = `text of at most ${length} Unicode code points, the last of them not U+0000`;

  function encoded(value: unknown, byteOrder: ByteOrder): Bytes | undefined {
    if (typeof value !== "string" || value.endsWith("\0") || value.length > 2 * length) return undefined;
    const points = Array.from(value, (character) => character.codePointAt(0)!);
    if (points.length > length) return undefined;
    const bytes = new Uint8Array(itemSize);
    const view = dataViewOf(bytes);
    for (const [i, point] of points.entries()) view.setUint32(4 * i, point, byteOrder === "little");
    return bytes;
  }

  function checked(value: unknown, byteOrder: ByteOrder = "little"): Bytes {
    const bytes = encoded(value, byteOrder);
    if (!bytes) throw badValue(value, name, expected);
    return bytes;
  }

  const type: DataType<string, string[], string> = {
    name,
    configuration: { length_bytes: itemSize },
    itemSize,
    swapSize: 4,
    allocate: (elements) => plainArray(elements, ""),
    load(source, byteOrder, destination) {
      const texts = Array.from({ length: source.length / itemSize }, (_, i) =>
        decoded(source.subarray(i * itemSize, (i + 1) * itemSize), byteOrder, name),
      );
      copy(viewOf(texts, destination.shape), destination);
    },
    store(source: View<string[]>, byteOrder, destination) {
      const texts = new Array<string>(elementCount(source.shape));
      copy(source, viewOf(texts, source.shape));
      for (const [i, text] of texts.entries()) destination.set(checked(text, byteOrder), i * itemSize);
    },
    fillFromJson(json, origin) {
      // v2 writers leave the 0 of np.zeros where an empty text is meant.
      const bytes = encoded(origin.format === 2 && json === 0n ? "" : json, "little");
      if (!bytes) throw badFill(origin, json, expected);
      return bytes;
    },
    fillToJson: (fill) => decoded(fill as Bytes, "little", name),
    fillFromScalar: (value) => checked(value),
    scalar: (data, index) => data[index]!,
    setScalar(data, index, value) {
      checked(value);
      data[index] = value;
    },
  };
  return type as unknown as DataType;
}

/** Lone surrogates are text too, as NumPy's are; beyond the last code point there is none. */
function decoded(bytes: Bytes, byteOrder: ByteOrder, name: string): string {
  const view = dataViewOf(bytes);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  let text = "";
  for (let i = 0; i < end; i += 4) {
    const point = view.getUint32(i, byteOrder === "little");
    if (point > 0x10_ffff) {
      throw new ZarrError(
        "codec-failed",
        `U+${point.toString(16)} in an element of ${name} is no Unicode code point: the data are damaged, or of the other byte order.`,
      );
    }
    text += String.fromCodePoint(point);
  }
  return text;
}

function dataViewOf({ buffer, byteOffset, byteLength }: Bytes): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
