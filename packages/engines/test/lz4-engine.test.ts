import { randomNumbers } from "@zarrkit/fuzz";
import { expect, it } from "vitest";
import { callKernel, type Kernel, loadEngine } from "../src/engine.js";
import { decodeLz4, encodeLz4, loadLz4, lz4Bound } from "../src/lz4.js";
import { code } from "../src/wasm/lz4.js";
import { GuardedBytes } from "./guarded-bytes.js";
import { material } from "./material.js";

await loadLz4();
const { decode } = (await loadEngine<{ decode: Kernel }>(code))!.kernels!;

it("the engine takes a block cut at any byte, into any room, where the plain kernel does, and writes nowhere else", () => {
  for (let seed = 0; seed < 12; seed++) {
    const plain = material(40 * seed, randomNumbers(seed));
    const block = new Uint8Array(lz4Bound(plain.length));
    const length = encodeLz4(plain, block);
    const cuts = Array.from({ length: length + 1 }, (_, cut) => [block.slice(0, cut), plain.length] as const);
    const rooms = Array.from({ length: plain.length + 9 }, (_, room) => [block.slice(0, length), room] as const);
    for (const [source, room] of [...cuts, ...rooms]) {
      const memory = new GuardedBytes(source, room);
      const written = callKernel(decode, memory.source, memory.destination);
      memory.check(source);
      expect(written).toBe(plainly(source, room));
      if (written >= 0) expect(memory.destination.slice(0, written)).toEqual(plain.slice(0, written));
    }
  }
});

function plainly(source: Uint8Array, room: number): number {
  try {
    return decodeLz4(source, new Uint8Array(room));
  } catch {
    return -1;
  }
}
