import type { Bytes } from "@zarrkit/plugin-api";
import { copyOf } from "../bytes.js";

/** Ways to damage bytes, and what became of decoding them. */

export type Outcome = { readonly bytes: Bytes } | { readonly error: unknown };

export async function outcomeOf(call: () => Promise<Bytes>): Promise<Outcome> {
  try {
    return { bytes: await call() };
  } catch (error) {
    return { error };
  }
}

/** All numbers below `end`, or about `count` of them: the first and last fifty, and a spread between. */
export function spread(end: number, count: number): readonly number[] {
  const all = Array.from({ length: end }, (_, i) => i);
  if (end <= count) return all;
  const step = Math.ceil(end / Math.max(1, count - 100));
  return all.filter((i) => i < 50 || i >= end - 50 || i % step === 0);
}

export function joined(a: Bytes, b: Bytes): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

export function flipped(bytes: Bytes, bit: number): Uint8Array<ArrayBuffer> {
  const copy = copyOf(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

export function overwritten(bytes: Bytes, start: number, byte: number): Uint8Array<ArrayBuffer> {
  return copyOf(bytes).fill(byte, start, start + 4);
}
