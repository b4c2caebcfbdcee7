import type { Bytes } from "@zarrkit/plugin-api";

/** The parts one after the other, in fresh memory. */
export function joined(...parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
