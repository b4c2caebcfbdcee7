import type { ByteOrder, Bytes } from "@zarrkit/plugin-api";
import { elementCount } from "../shape/strides.js";
import type { StructField } from "./struct-fields.js";

/** Bytes within an element that swap in groups when the byte order changes. */
interface ByteRun {
  readonly offset: number;
  readonly length: number;
  readonly swapSize: number;
  /** What a v2 document says of them; `undefined`: they follow the chunk. */
  readonly byteOrder: ByteOrder | undefined;
}

/** What byte order means for an element with these fields, nested ones included; empty where it is moot. */
export function runsOf(fields: readonly StructField[], start = 0): ByteRun[] {
  return fields.flatMap((field) => {
    const { itemSize, swapSize = itemSize } = field.dataType;
    const offset = start + field.offset;
    const inner = (field.dataType as { readonly fields?: readonly StructField[] }).fields;
    if (inner) {
      const starts = Array.from({ length: elementCount(field.shape) }, (_, i) => offset + i * itemSize!);
      return starts.flatMap((at) => runsOf(inner, at));
    }
    return swapSize! > 1 ? [{ offset, length: field.size, swapSize: swapSize!, byteOrder: field.byteOrder }] : [];
  });
}

/**
 * Elements with every run little-endian, from what is stored in that order; the same again leads back. "big" leaves runs
 * alone that v2 says are little, so that a struct with fields of both orders is stored as "big" and its own fill value is
 * "little" like every type's. The source itself where nothing swaps, else a copy.
 */
export function inCanonicalOrder(
  source: Bytes,
  runs: readonly ByteRun[],
  itemSize: number,
  byteOrder: ByteOrder,
): Bytes {
  const swaps = byteOrder === "big" ? runs.filter((run) => run.byteOrder !== "little") : [];
  if (swaps.length === 0) return source;
  // Not slice(): that of a Node Buffer copies nothing.
  const result = new Uint8Array(source);
  for (let element = 0; element < source.length; element += itemSize) {
    for (const { offset, length, swapSize } of swaps) {
      const end = element + offset + length;
      for (let group = element + offset; group < end; group += swapSize) {
        for (let i = 0; i < swapSize; i++) result[group + i] = source[group + swapSize - 1 - i]!;
      }
    }
  }
  return result;
}
