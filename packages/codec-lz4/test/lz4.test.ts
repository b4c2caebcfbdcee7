import { releaseMemory } from "@zarrkit/engines/memory";
import { firstDifference, recordedCases } from "@zarrkit/numcodecs-fixtures/recorded";
import { isZarrError } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { bind, parse, toConfiguration } from "../src/codec.js";
import { lz4 } from "../src/index.js";
import recorded from "./fixtures/lz4.json" with { type: "json" };

const origin = { name: "numcodecs.lz4", format: 3, path: "codecs[1]" } as const;
const codec = await bind(parse({}, origin));
const decode = codec.decode!;
const encode = codec.encode!;

function block(size: number, ...bytes: number[]): Uint8Array {
  return Uint8Array.of(size, 0, 0, 0, ...bytes);
}

describe("lz4", () => {
  it.each(recordedCases(recorded))(
    "decodes what numcodecs encoded: $name",
    async ({ decoded, encoded, configuration }) => {
      const bound = await bind(parse(configuration, { name: "lz4", format: 2, path: "compressor" }));
      expect(firstDifference(bound.decode!(encoded, { exact: decoded.length }), decoded)).toBe(-1);
      const out = new Uint8Array(decoded.length);
      expect(bound.decode!(bound.encode!(decoded), { exact: decoded.length }, out)).toBe(out);
      expect(firstDifference(out, decoded)).toBe(-1);
    },
  );

  it("compresses about as well as liblz4", () => {
    for (const { decoded, encoded, configuration } of recordedCases(recorded)) {
      if (configuration["acceleration"] === 1) expect(encode(decoded).length).toBeLessThan(encoded.length * 1.02 + 8);
    }
  });

  it("takes accelerations below 1 for 1, as liblz4 does", async () => {
    const data = Uint8Array.from({ length: 500 }, (_, i) => (i * i) >> 6);
    for (const acceleration of [0, -5]) {
      const bound = await bind(parse({ acceleration }, origin));
      expect(bound.encode!(data)).toEqual(encode(data));
    }
  });

  it.each([
    ["no header", Uint8Array.of(1, 0, 0), "3 bytes cannot hold the header of 4"],
    ["nothing behind the header", block(5), "ends where a token is expected"],
    ["a literal run cut short", block(5, 0x50, 1, 2), "ends where a literal run is expected"],
    ["a literal length cut short", block(200, 0xf0, 255), "ends where a length is expected"],
    ["an offset cut short", block(9, 0x14, 7, 1), "ends where a match offset is expected"],
    ["a match length cut short", block(90, 0x1f, 7, 1, 0), "ends where a length is expected"],
    ["a match before the beginning", block(9, 0x14, 7, 2, 0, 0), "reaches 2 bytes back where 1 are decoded"],
    ["a match at distance 0", block(9, 0x14, 7, 0, 0, 0), "reaches 0 bytes back"],
    ["more than declared", block(4, 0x50, 1, 2, 3, 4, 5), "gives more than the 4 bytes expected"],
    ["a match beyond what is declared", block(6, 0x14, 7, 1, 0, 0), "gives more than the 6 bytes expected"],
    ["less than declared", block(6, 0x50, 1, 2, 3, 4, 5), "declares 6 bytes, the block gives 5"],
  ])("refuses %s", (_, source, problem) => {
    expect(() => decode(source, { exact: source[0]! })).toThrow(problem);
  });

  it("refuses a declared size that is not the chunk's, before it allocates", () => {
    const huge = Uint8Array.of(255, 255, 255, 255, 0);
    expect(() => decode(huge, { exact: 8 })).toThrow("lz4: the value holds 4294967295 bytes, expected 8. The value is");
    expect(() => decode(huge, { atMost: 8 })).toThrow("the value holds 4294967295 bytes, expected at most 8");
  });

  it("lends and returns whole results while the engines' memory grows from nothing", () => {
    const data = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 9);
    for (const source of [data, data.subarray(0, 500_000)]) {
      releaseMemory();
      const encoded = encode(source);
      for (const whole of [true, false]) {
        releaseMemory();
        const out = whole ? new Uint8Array(source.length) : undefined;
        expect(firstDifference(decode(encoded, { exact: source.length }, out), source)).toBe(-1);
      }
      expect(firstDifference(decode(encoded, { exact: source.length }), source)).toBe(-1);
    }
  });

  it("takes a source that was lent to it also where the memory grows for the result", () => {
    const data = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 9);
    const once = encode(data);
    const twice = encode(once);
    const takers = [(lent: Uint8Array) => lent, (lent: Uint8Array) => decode(encode(lent), { exact: once.length })];
    for (const take of takers) {
      releaseMemory();
      decode(encode(new Uint8Array(100)), { exact: 100 });
      const lent = take(decode(twice, { exact: once.length }));
      expect(firstDifference(decode(lent, { exact: data.length }), data)).toBe(-1);
    }
  });

  it("survives damage of any byte: bytes of the declared number, or codec-failed", () => {
    const whole = encode(Uint8Array.from({ length: 3000 }, (_, i) => (i * i) >> 9));
    let sound = 0;
    for (let at = 4; at < whole.length; at++) {
      for (const byte of [0, 15, 128, 255]) {
        const damaged = whole.slice();
        damaged[at] = byte;
        try {
          expect(decode(damaged, { exact: 3000 }).length).toBe(3000);
          sound++;
        } catch (error) {
          if (!isZarrError(error, "codec-failed")) throw error;
        }
      }
    }
    expect(sound).toBeGreaterThan(0);
  });

  it("refuses a value cut at any byte", () => {
    const whole = encode(Uint8Array.from({ length: 3000 }, (_, i) => (i * i) >> 9));
    for (let length = 0; length < whole.length; length++) {
      expect(() => decode(whole.subarray(0, length), { exact: 3000 })).toThrow(/^lz4: /);
    }
  });

  it("writes the configuration that numcodecs reads", () => {
    const { configuration } = lz4({ acceleration: 3 });
    expect(toConfiguration(parse(configuration, origin))).toEqual({ acceleration: 3 });
    expect(toConfiguration(parse(undefined, origin))).toEqual({ acceleration: 1 });
    expect(() => parse({ acceleration: 1.5 }, origin)).toThrow(
      "codecs[1].configuration.acceleration: expected an integer",
    );
    expect(() => parse({ level: 1 }, origin)).toThrow("level");
  });
});
