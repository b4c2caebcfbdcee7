import { damaged, type Random, randomNumbers, type Subject } from "@zarrkit/fuzz";
import { encodeZstdScript } from "../../src/zstd-script.js";
import recorded from "../fixtures/zstd.json" with { type: "json" };
import { GuardedBytes } from "../guarded-bytes.js";
import { encodeLibzstd } from "../libzstd.js";
import { material } from "../material.js";
import { madeFrame } from "../zstd-made.js";
import { answer, engineRoad, plainRoad } from "../zstd-roads.js";

/** Longer ones take time and show nothing that shorter ones do not. */
const longest = 4000;
const encodedFrames = 80;

export const subject: Subject = {
  name: "zstd",
  engine: "zstd",
  sources: [
    ...["zstd-backward-bits.ts", "zstd-block.ts", "zstd-codes.ts", "zstd-counts.ts", "zstd-decode.ts", "zstd-frame.ts"],
    ...["zstd-huffman.ts", "zstd-huffman-streams.ts", "zstd-literals.ts", "zstd-sequence-tables.ts"],
    ...["zstd-sequences.ts", "zstd-table.ts"],
  ],
  async load() {
    const engine = await engineRoad();
    const frames = await soundFrames();
    return (random) => {
      const kind = random(4);
      const { length, encoded } =
        kind === 0 ? { length: 4000, encoded: madeFrame(random) } : frames[random(frames.length)]!;
      const source =
        random(6) === 0 ? encoded : damaged(random(8) === 0 ? spliced(encoded, frames, random) : encoded, random);
      const memory = new GuardedBytes(source, random(3) > 0 ? length : random(2 * length + 1));
      const found = answer(engine, memory.source, memory.destination);
      memory.check(source);
      const wanted = answer(plainRoad, source, new Uint8Array(memory.destination.length));
      if (found !== wanted) throw new Error(`the engine: ${found}; plain: ${wanted}`);
    };
  },
};

interface Frame {
  readonly length: number;
  readonly encoded: Uint8Array;
}

/** What libzstd wrote: the recorded frames, and others of random material at every level; and some of our own. */
async function soundFrames(): Promise<Frame[]> {
  const frames: Frame[] = recorded
    .map(({ length, encoded }) => ({ length, encoded: Uint8Array.from(atob(encoded), (text) => text.charCodeAt(0)) }))
    .filter(({ length, encoded }) => encoded.length < longest && length < 20 * longest);
  for (let seed = 0; seed < encodedFrames; seed++) {
    const random = randomNumbers(seed);
    const content = material(random(seed % 8 === 0 ? 40_000 : longest), random);
    const level = 1 + (seed % 22);
    const encode = seed % 5 === 0 ? encodeZstdScript : encodeLibzstd;
    const encoded = await encode(content, level, seed % 3 === 0);
    frames.push({ length: content.length, encoded });
  }
  return frames;
}

/** The beginning of one frame before the end of another. */
function spliced(encoded: Uint8Array, frames: readonly Frame[], random: Random): Uint8Array {
  const other = frames[random(frames.length)]!.encoded;
  return Uint8Array.from([...encoded.subarray(0, random(encoded.length)), ...other.subarray(random(other.length))]);
}
