import type { Bytes } from "@zarrkit/plugin-api";
import { fail } from "./expect.js";

/** Bytes that look random and are the same at every run; another seed gives others. */
export function pattern(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = (seed * 2654435761) >>> 0 || 1;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state >>> 11;
  }
  return bytes;
}

/** A copy, on a buffer of its own. */
export function copyOf(bytes: Bytes): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes);
}

/** The same bytes as a view at an odd offset of a larger buffer whose other bytes are 0xa5. */
export function oddView(bytes: Bytes): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(bytes.length + 16).fill(0xa5);
  frame.set(bytes, 7);
  return frame.subarray(7, 7 + bytes.length);
}

/** Why shared memory cannot be tried here; `undefined` where it can. */
export const withoutSharedMemory: string | undefined =
  typeof SharedArrayBuffer === "undefined" ? "this runtime has no SharedArrayBuffer" : undefined;

/** The same bytes on shared memory, at an odd offset. */
export function sharedView(bytes: Bytes): Bytes {
  const frame = new Uint8Array(new SharedArrayBuffer(bytes.length + 8));
  frame.set(bytes, 3);
  return frame.subarray(3, 3 + bytes.length);
}

/** FNV-1a over the whole buffer behind a view: a write next to the view shows as well. */
export function hashBuffer(view: ArrayBufferView): number {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(view.buffer)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Runs something that may only read `bytes`, and fails if the buffer behind them has changed. */
export async function readingOnly<T>(bytes: ArrayBufferView, what: string, run: () => T | Promise<T>): Promise<T> {
  const before = hashBuffer(bytes);
  try {
    return await run();
  } finally {
    if (hashBuffer(bytes) !== before) fail(`${what}: wrote to bytes that it was handed for reading`);
  }
}
