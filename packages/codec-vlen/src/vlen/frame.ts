import { type Bytes, codecFailed } from "@zarrkit/plugin-api";

/** Bytes that say how long the encoded index is, little-endian, at the end of the chunk where the index is. */
const lengthBytes = 8;

export function frame(index: Bytes, data: Bytes, location: "start" | "end"): Uint8Array {
  const encoded = new Uint8Array(lengthBytes + index.length + data.length);
  const view = new DataView(encoded.buffer);
  const atStart = location === "start";
  view.setBigUint64(atStart ? 0 : encoded.length - lengthBytes, BigInt(index.length), true);
  encoded.set(index, atStart ? lengthBytes : data.length);
  encoded.set(data, atStart ? lengthBytes + index.length : 0);
  return encoded;
}

export function unframe(source: Bytes, location: "start" | "end"): { readonly index: Bytes; readonly data: Bytes } {
  const left = source.length - lengthBytes;
  if (left < 0) throw codecFailed("zarrs.vlen", `${source.length} bytes cannot hold the length of an index`);
  const atStart = location === "start";
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const length = Number(view.getBigUint64(atStart ? 0 : left, true));
  if (length > left) throw codecFailed("zarrs.vlen", `its index has ${length} bytes, ${left} are left`);
  return atStart
    ? { index: source.subarray(lengthBytes, lengthBytes + length), data: source.subarray(lengthBytes + length) }
    : { index: source.subarray(left - length, left), data: source.subarray(0, left - length) };
}
