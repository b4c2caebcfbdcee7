import type { DataType, Elements, Fill, View } from "@zarrkit/plugin-api";
import { scalarView } from "./fill.js";

/**
 * True when every element of a C-order container is the fill value, bit for bit: NaN equals the same NaN, −0 is not 0. Without
 * a defined fill value nothing is.
 */
export function isFill(dataType: DataType, value: Fill, { data }: View): boolean {
  if (value === undefined) return false;
  const fill = scalarView(dataType, value).data;
  return ArrayBuffer.isView(fill) ? sameBytes(bytesOf(data), bytesOf(fill)) : sameItems(data, fill[0]);
}

function bytesOf(data: Elements): Uint8Array {
  const { buffer, byteOffset, byteLength } = data as unknown as Uint8Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Whether the bytes are the pattern again and again. */
function sameBytes(bytes: Uint8Array, pattern: Uint8Array): boolean {
  const period = pattern.length;
  const isByWords = 8 % period === 0 && bytes.byteOffset % 4 === 0 && bytes.length % 8 === 0;
  const head = isByWords ? Math.min(8, bytes.length) : bytes.length;
  for (let i = 0; i < head; i++) if (bytes[i] !== pattern[i % period]) return false;
  return !isByWords || repeatsWords(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4));
}

/** Whether the first eight bytes come again to the end: a quarter of the steps that bytes take. */
function repeatsWords(words: Int32Array): boolean {
  for (let i = 2; i < words.length; i++) if (words[i] !== words[i - 2]) return false;
  return true;
}

function sameItems(items: Elements, fill: unknown): boolean {
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const same =
      item instanceof Uint8Array && fill instanceof Uint8Array
        ? item.length === fill.length && sameBytes(item, fill)
        : Object.is(item, fill);
    if (!same) return false;
  }
  return true;
}
