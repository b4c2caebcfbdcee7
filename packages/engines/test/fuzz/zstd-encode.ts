import { damaged, type Subject } from "@zarrkit/fuzz";
import { loadEngine } from "../../src/engine.js";
import { borrow, memoryBytes, pointerOf } from "../../src/memory.js";
import { code } from "../../src/wasm/zstd-encode.js";
import { decodeZstd } from "../../src/zstd-decode.js";
import { zstdEffort } from "../../src/zstd-effort.js";
import {
  callZstdEncode,
  type ZstdEncodeKernels,
  zstdEncodeTableLength,
  zstdFrameRoom,
  zstdWorkRoom,
} from "../../src/zstd-encode-call.js";
import { encodeZstdScript } from "../../src/zstd-script.js";
import { contents } from "../contents.js";

const guardLength = 64;
const guard = 0xa5;
const makers = Object.values(contents);

export const subject: Subject = {
  name: "zstd, encoded",
  engine: "zstd-encode",
  sources: [
    ...["zstd-chain-matches.ts", "zstd-distribution.ts", "zstd-double-matches.ts"],
    ...["zstd-effort.ts", "zstd-fast-matches.ts", "zstd-match-length.ts", "zstd-script.ts", "zstd-sequence-list.ts"],
    ...["zstd-table-choice.ts", "zstd-write-literals.ts", "zstd-write-sequence-stream.ts", "zstd-write-sequences.ts"],
    ...["zstd-writing-table.ts", "zstd-writing-tree.ts"],
  ],
  async load() {
    const engine = await loadEngine<ZstdEncodeKernels>(code, zstdEncodeTableLength);
    return (random) => {
      const longest = random(100) === 0 ? 300_000 : random(4) === 0 ? 20_000 : 2000;
      // Of whole pages, bytes can occur equally often.
      const lengthOf = () => (random(4) === 0 ? 256 * random(32) : random(longest));
      const parts = Array.from({ length: 1 + random(3) }, () => makers[random(makers.length)]!(lengthOf(), random));
      const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
      for (let i = 0, at = 0; i < parts.length; at += parts[i++]!.length) joined.set(parts[i]!, at);
      const content = random(2) === 0 ? joined : damaged(joined, random);
      const level = random(4) === 0 ? 1 : random(27) - 6;
      const checksum = random(2) === 0;

      const frame = encodeGuarded(engine!.kernels!, content, level, checksum);
      const wanted = encodeZstdScript(content, level, checksum);
      const what = `${content.length} bytes, level ${level}`;
      const other = frame.findIndex((byte, at) => byte !== wanted[at]);
      if (other >= 0 || frame.length !== wanted.length) throw new Error(`${what}: other bytes from ${other} on`);
      const decoded = new Uint8Array(content.length);
      decodeZstd(frame, decoded);
      if (decoded.some((byte, at) => byte !== content[at])) throw new Error(`${what}: something else comes back`);
    };
  },
};

/** Encodes in areas of the engines' memory with bytes around each that must stay as they are; throws where they do not. */
function encodeGuarded(
  kernels: ZstdEncodeKernels,
  content: Uint8Array,
  level: number,
  checksum: boolean,
): Uint8Array<ArrayBuffer> {
  const effort = zstdEffort(level, content.length);
  const lengths = [content.length, zstdFrameRoom(content.length), zstdWorkRoom(effort, content.length)];
  const all = borrow(
    lengths.reduce((sum, length) => sum + length + 2 * guardLength, guardLength),
    content,
  );
  const start = pointerOf(all);
  // What the areas held before must not matter.
  all.fill(guard);
  const places: number[] = [];
  const guards: number[] = [start];
  for (const length of lengths) {
    const place = guards.at(-1)! + guardLength;
    places.push(place);
    guards.push(Math.ceil((place + length) / guardLength) * guardLength);
  }
  const memory = memoryBytes();
  memory.set(content, places[0]!);
  const written = callZstdEncode(kernels, effort, [
    places[0]!,
    content.length,
    places[1]!,
    places[2]!,
    checksum ? 1 : 0,
  ]);
  for (const at of guards) {
    if (memory.subarray(at, at + guardLength).some((byte) => byte !== guard)) {
      throw new Error(`${content.length} bytes, level ${level}: bytes outside of the areas are written to`);
    }
  }
  if (content.some((byte, at) => byte !== memory[places[0]! + at])) throw new Error("the source is written to");
  return memory.slice(places[1]!, places[1]! + written);
}
