import type { Random } from "@zarrkit/fuzz";
import { material } from "./material.js";

function made(length: number, byteOf: (i: number) => number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = byteOf(i);
  return bytes;
}

/** Bytes of every kind that an encoder treats in its own way, by what they are. */
export const contents: Record<string, (length: number, random: Random) => Uint8Array> = {
  "runs, repeats and noise": material,
  noise: (length, random) => made(length, () => random(256)),
  "a hundred values": (length, random) => made(length, () => random(100)),
  // All codes are of one length, and there are too many to say so.
  "each byte as often as every other": (length, random) => {
    const bytes = made(length, (i) => i & 255);
    for (let at = length - 1; at > 0; at--) {
      const other = random(at + 1);
      [bytes[at], bytes[other]] = [bytes[other]!, bytes[at]!];
    }
    return bytes;
  },
  zeros: (length) => new Uint8Array(length),
  "zeros and a few others": (length, random) => made(length, () => (random(3000) === 0 ? random(256) : 0)),
  "first and last byte": (length, random) => made(length, () => 255 * random(2)),
  // The rarest would have longer codes than are allowed.
  "very unequal bytes": (length, random) => {
    const deep = () => {
      let depth = 0;
      while (depth < 40 && random(2) === 1) depth++;
      return depth;
    };
    return made(length, () => 6 * deep());
  },
  "words of a few": (length, random) => {
    const words = Array.from({ length: 300 }, () => material(4 + random(5), random));
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const word = words[random(words.length)]!.subarray(0, length - at);
      bytes.set(word, at);
      at += word.length;
    }
    return bytes;
  },
  "a curve with noise": (length, random) =>
    new Uint8Array(
      Float32Array.from({ length: (length >> 2) + 1 }, (_, i) => Math.sin(i / 90) + random(99) / 9e4).buffer,
      0,
      length,
    ),
};
