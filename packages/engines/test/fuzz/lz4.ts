import { damaged, type Random, type Subject } from "@zarrkit/fuzz";
import { CorruptData } from "../../src/corrupt-data.js";
import { callKernel, type Kernel, loadEngine } from "../../src/engine.js";
import { decodeLz4, encodeLz4, encodeLz4High, loadLz4, lz4Bound } from "../../src/lz4.js";
import { code } from "../../src/wasm/lz4.js";
import { GuardedBytes } from "../guarded-bytes.js";
import { material } from "../material.js";

export const subject: Subject = {
  name: "lz4",
  engine: "lz4",
  sources: ["lz4-decode.ts", "lz4-encode.ts", "lz4-high.ts", "lz4-sequence.ts"],
  async load() {
    await loadLz4();
    const engine = (await loadEngine<Record<"decode" | "encode", Kernel>>(code))!;
    const { decode, encode } = engine.kernels!;
    return (random) => {
      const plain = material(lengthFor(random), random);
      const frame = random(4) === 0 ? sequences(random) : encodedBy(encode, plain, random);
      const source = random(5) === 0 ? frame : damaged(frame, random);
      const capacity = random(3) > 0 ? plain.length : random(2 * plain.length + 1);
      compare(decode, source, capacity);
    };
  },
};

/** Short ones find the edges, long ones the copies that have room. */
function lengthFor(random: Random): number {
  return random(random(8) === 0 ? (random(8) === 0 ? 100_000 : 4000) : 200);
}

/** Encodes by one of three encoders, and proves that the block holds what was given. */
function encodedBy(encode: Kernel, plain: Uint8Array, random: Random): Uint8Array {
  const acceleration = random(3) === 0 ? random(70) : 1;
  const room = random(4) === 0 ? random(plain.length + 20) : lz4Bound(plain.length);
  const memory = new GuardedBytes(plain, room);
  const encoder = random(3);
  let written: number;
  if (encoder === 0) written = callKernel(encode, memory.source, memory.destination, acceleration);
  else if (encoder === 1) written = encodeLz4(plain, memory.destination, acceleration);
  else written = encodeLz4High(plain, memory.destination, 1 + random(12));
  memory.check(plain);
  if (written === 0) {
    if (room >= lz4Bound(plain.length)) throw new Error(`encoder ${encoder} found no room for ${plain.length} bytes`);
    return encodedBy(encode, plain.subarray(0, plain.length >> 1), random);
  }
  const block = memory.destination.slice(0, written);
  const decoded = new Uint8Array(plain.length);
  if (decodeLz4(block, decoded) !== plain.length || !equal(decoded, plain)) {
    throw new Error(`encoder ${encoder} wrote other bytes than it was given`);
  }
  return block;
}

/** Tokens that no encoder writes: random lengths and distances, now and then too long or too far. */
function sequences(random: Random): Uint8Array {
  const bytes: number[] = [];
  let decoded = 0;
  for (let left = random(30); left >= 0; left--) {
    const literals = random(4) === 0 ? random(600) : random(20);
    const matched = random(4) === 0 ? random(900) : random(20);
    bytes.push((Math.min(literals, 15) << 4) | Math.min(matched, 15));
    if (literals >= 15) pushLength(bytes, literals - 15);
    for (let i = 0; i < literals; i++) bytes.push(random(256));
    decoded += literals;
    if (left === 0) break;
    const distance = random(20) === 0 ? random(65_536) : 1 + random(Math.min(decoded, random(2) === 0 ? 20 : 65_535));
    bytes.push(distance & 255, distance >> 8);
    if (matched >= 15) pushLength(bytes, matched - 15);
    decoded += matched + 4;
  }
  return Uint8Array.from(bytes);
}

function pushLength(bytes: number[], rest: number): void {
  for (; rest >= 255; rest -= 255) bytes.push(255);
  bytes.push(rest);
}

function compare(decode: Kernel, source: Uint8Array, capacity: number): void {
  const memory = new GuardedBytes(source, capacity);
  const written = callKernel(decode, memory.source, memory.destination);
  memory.check(source);
  const wanted = new Uint8Array(capacity);
  let length = -1;
  try {
    length = decodeLz4(source, wanted);
  } catch (error) {
    if (!(error instanceof CorruptData)) throw error;
  }
  if (written !== length) throw new Error(`the engine answers ${written}, the plain kernel ${length}`);
  if (length >= 0 && !equal(memory.destination.subarray(0, length), wanted.subarray(0, length))) {
    throw new Error("the engine gives other bytes than the plain kernel");
  }
}

function equal(found: Uint8Array, wanted: Uint8Array): boolean {
  return found.length === wanted.length && found.every((byte, at) => byte === wanted[at]);
}
