import type { ByteOrder, Bytes } from "@zarrkit/plugin-api";

/** The order in which this machine's typed arrays lie in memory. */
export const hostOrder: ByteOrder = /* @__PURE__ */ (() => new Uint8Array(Uint16Array.of(1).buffer)[0] === 1)()
  ? "little"
  : "big";

/** A fresh copy in which every group of `size` bytes is reversed. `source.length` is a multiple of `size`. */
export function swapped(source: Bytes, size: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(source.length);
  const last = size - 1;
  for (let group = 0; group < source.length; group += size) {
    for (let i = 0; i < size; i++) result[group + last - i] = source[group + i]!;
  }
  return result;
}

/** Bytes in the host's order, at an offset that typed arrays of `entrySize` accept; the source itself when it fits. */
export function hostBytes(source: Bytes, byteOrder: ByteOrder, swapSize: number, entrySize: number): Bytes {
  if (byteOrder !== hostOrder && swapSize > 1) return swapped(source, swapSize);
  // Not slice(): that of a Node Buffer copies nothing.
  return source.byteOffset % entrySize === 0 ? source : new Uint8Array(source);
}
