import type { Random, Subject } from "@zarrkit/fuzz";
import { borrow } from "../../src/memory.js";
import { bitShuffle, bitUnshuffle, loadShuffles, type Shuffles, shuffle, unshuffle } from "../../src/shuffle.js";
import { GuardedBytes } from "../guarded-bytes.js";
import { material } from "../material.js";

const plain: Shuffles = { shuffle, unshuffle, bitShuffle, bitUnshuffle };
const names = ["shuffle", "unshuffle", "bitShuffle", "bitUnshuffle"] as const;
const commonSizes = [1, 2, 3, 4, 8, 16];

export const subject: Subject = {
  name: "shuffle",
  engine: "shuffle",
  sources: ["byte-shuffle.ts", "bit-shuffle.ts"],
  async load() {
    const engine = await loadShuffles();
    // Grown once, so that no bytes move while they are guarded.
    borrow(2 ** 21, new Uint8Array(0));
    return (random) => {
      const name = names[random(names.length)]!;
      const size = random(3) > 0 ? commonSizes[random(commonSizes.length)]! : 1 + random(255);
      const source = material(lengthFor(size, random), random);
      const wanted = new Uint8Array(source.length);
      plain[name](source, wanted, size);

      const memory = new GuardedBytes(source, source.length);
      engine[name](memory.source, memory.destination, size);
      memory.check(source);
      const inside = memory.destination.slice();
      const outside = new Uint8Array(source.length);
      engine[name](random(2) === 0 ? source : memory.source, outside, size);
      for (let at = 0; at < wanted.length; at++) {
        if (inside[at] !== wanted[at] || outside[at] !== wanted[at]) {
          throw new Error(`${name} of ${source.length} bytes, elements of ${size}: another byte ${at}`);
        }
      }
    };
  },
};

/** Mostly whole groups of eight elements, at times more than one piece. */
function lengthFor(size: number, random: Random): number {
  const most = random(20) === 0 ? 40_000 : 2000;
  const length = random(most);
  return random(4) === 0 ? length : length - (length % (8 * size)) + (random(3) === 0 ? random(size) : 0);
}
