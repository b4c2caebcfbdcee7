import { describe, expect, it } from "vitest";
import { decodeBloscLz, encodeBloscLz } from "../src/blosclz.js";
import { CorruptData, DestinationFull } from "../src/corrupt-data.js";
import { decodeLz4, encodeLz4, encodeLz4High } from "../src/lz4.js";
import { decodeSnappy, encodeSnappy } from "../src/snappy.js";

type Decode = (source: Uint8Array, destination: Uint8Array) => number;
type Encode = (source: Uint8Array, destination: Uint8Array) => number;

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Runs, repeats at every distance and noise, as compressors meet them. */
function material(length: number, seed: number): Uint8Array {
  const next = random(seed);
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const stop = Math.min(length, at + 1 + next(at > 90_000 ? 3000 : 300));
    const kind = next(3);
    const distance = 1 + next(Math.max(1, at));
    const value = next(256);
    for (; at < stop; at++)
      bytes[at] = kind === 0 ? value : kind === 1 && at >= distance ? bytes[at - distance]! : next(256);
  }
  return bytes;
}

const kernels: [string, Decode, Encode][] = [
  ["LZ4", decodeLz4, (source, destination) => encodeLz4(source, destination)],
  ["LZ4, fast", decodeLz4, (source, destination) => encodeLz4(source, destination, 30)],
  ["LZ4, high", decodeLz4, (source, destination) => encodeLz4High(source, destination, 9)],
  ["BloscLZ", decodeBloscLz, encodeBloscLz],
  ["Snappy", decodeSnappy, encodeSnappy],
];

describe.each(kernels)("%s", (_, decode, encode) => {
  function encoded(source: Uint8Array): Uint8Array {
    const destination = new Uint8Array(source.length * 2 + 100);
    return destination.slice(0, encode(source, destination));
  }

  it("gives back what was encoded, at every length", () => {
    for (const length of [...Array(80).keys(), 127, 128, 300, 4000, 65_535, 65_536, 65_550, 200_000]) {
      if (length === 0 && decode === decodeBloscLz) continue;
      const source = material(length, length + 1);
      const destination = new Uint8Array(length);
      expect(decode(encoded(source), destination)).toBe(length);
      expect(destination.every((byte, i) => byte === source[i])).toBe(true);
    }
  });

  it("answers 0 and writes nothing beyond the end when the destination is too short", () => {
    const source = material(2000, 3);
    const { length } = encoded(source);
    for (let room = 0; room < length; room += 1 + (room >> 4)) {
      const memory = new Uint8Array(length + 40);
      expect(encode(source, memory.subarray(0, room))).toBe(0);
      expect(memory.subarray(room).every((byte) => byte === 0)).toBe(true);
    }
    expect(encode(source, new Uint8Array(length))).toBe(length);
  });

  it("throws DestinationFull, or CorruptData, where more comes out than the destination holds", () => {
    const source = material(2000, 4);
    const whole = encoded(source);
    for (const room of [0, 1, 100, 1999]) {
      const memory = new Uint8Array(2100).fill(9);
      expect(() => decode(whole, memory.subarray(0, room))).toThrow(
        decode === decodeSnappy ? CorruptData : DestinationFull,
      );
      expect(memory.subarray(room).every((byte) => byte === 9)).toBe(true);
    }
  });

  it("throws CorruptData, or answers fewer bytes, wherever the source is cut", () => {
    const source = material(1500, 5);
    const whole = encoded(source);
    for (let length = 0; length < whole.length; length++) {
      try {
        expect(decode(whole.subarray(0, length), new Uint8Array(1500))).toBeLessThan(1500);
      } catch (error) {
        expect(error).toBeInstanceOf(CorruptData);
      }
    }
  });

  it("survives damage: CorruptData or some bytes, never more than there is room for", () => {
    const next = random(6);
    const whole = encoded(material(1500, 7));
    for (let round = 0; round < 1500; round++) {
      const damaged = whole.slice();
      for (let i = 0; i <= round % 4; i++) damaged[next(damaged.length)] = next(256);
      const memory = new Uint8Array(1600).fill(9);
      try {
        expect(decode(damaged, memory.subarray(0, 1500))).toBeLessThanOrEqual(1500);
      } catch (error) {
        expect(error).toBeInstanceOf(CorruptData);
      }
      expect(memory.subarray(1500).every((byte) => byte === 9)).toBe(true);
    }
  });
});

describe("BloscLZ", () => {
  it("ends every stream with literals, because c-blosc drops a match at the end", () => {
    for (const source of [new Uint8Array(500), material(40_000, 8)]) {
      const destination = new Uint8Array(source.length * 2);
      const length = encodeBloscLz(source, destination);
      const tail = source.subarray(-4);
      expect(destination.subarray(length - 4, length)).toEqual(tail);
      // The run that ends the stream is found by decoding up to it: one byte less of it must give exactly one byte less.
      const shorter = destination.slice(0, length);
      expect(decodeBloscLz(shorter, new Uint8Array(source.length))).toBe(source.length);
      expect(() => decodeBloscLz(shorter.subarray(0, -1), new Uint8Array(source.length))).toThrow(
        "ends inside a literal run",
      );
    }
  });
});
