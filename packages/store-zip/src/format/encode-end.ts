import type { Bytes } from "@zarrkit/plugin-api";
import { fixed, in64, signature, viewOf, writeLong } from "./layout.js";

export interface EndOptions {
  readonly comment: Bytes;
  /** Whether the zip64 records are written even where the plain one has room. */
  readonly always64: boolean;
}

/** A directory of these headers at a position, with its end records (4.3.12 to 4.3.16): the end of an archive. */
export function encodeDirectory(headers: readonly Bytes[], position: number, { comment, always64 }: EndOptions): Bytes {
  const size = headers.reduce((sum, header) => sum + header.length, 0);
  const is64 = always64 || headers.length >= in64.short || size >= in64.long || position >= in64.long;
  const bytes = new Uint8Array(size + (is64 ? fixed.end64 + fixed.locator64 : 0) + fixed.end + comment.length);
  let at = 0;
  for (const header of headers) {
    bytes.set(header, at);
    at += header.length;
  }
  if (is64) {
    setEnd64(viewOf(bytes.subarray(at)), headers.length, size, position);
    at += fixed.end64 + fixed.locator64;
  }
  const view = viewOf(bytes.subarray(at));
  view.setUint32(0, signature.end, true);
  view.setUint16(8, Math.min(headers.length, in64.short), true);
  view.setUint16(10, Math.min(headers.length, in64.short), true);
  view.setUint32(12, Math.min(size, in64.long), true);
  view.setUint32(16, Math.min(position, in64.long), true);
  view.setUint16(20, comment.length, true);
  bytes.set(comment, at + fixed.end);
  return bytes;
}

/** The zip64 end record and its locator. */
function setEnd64(view: DataView, count: number, size: number, position: number): void {
  view.setUint32(0, signature.end64, true);
  writeLong(view, 4, fixed.end64 - 12);
  view.setUint16(12, (3 << 8) | 45, true);
  view.setUint16(14, 45, true);
  writeLong(view, 24, count);
  writeLong(view, 32, count);
  writeLong(view, 40, size);
  writeLong(view, 48, position);
  view.setUint32(fixed.end64, signature.locator64, true);
  writeLong(view, fixed.end64 + 8, position + size);
  view.setUint32(fixed.end64 + 16, 1, true);
}
