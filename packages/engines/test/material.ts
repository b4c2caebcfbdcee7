import type { Random } from "@zarrkit/fuzz";

/** Runs, repeats at every distance and noise, as compressors meet them. */
export function material(length: number, random: Random): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const stop = Math.min(length, at + 1 + random(at > 20_000 ? 3000 : 300));
    const kind = random(3);
    const distance = 1 + random(Math.max(1, random(2) === 0 ? Math.min(at, 20) : at));
    const value = random(256);
    if (kind === 0) bytes.fill(value, at, stop);
    else for (; at < stop; at++) bytes[at] = kind === 1 && at >= distance ? bytes[at - distance]! : random(256);
    at = stop;
  }
  return bytes;
}
