import { firstDifference, recordedCases } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, expect, it } from "vitest";
import { bind, parse, toConfiguration } from "../src/codec.js";
import { bz2 } from "../src/index.js";
import recorded from "./fixtures/bz2.json" with { type: "json" };

const origin = { name: "numcodecs.bz2", format: 3, path: "codecs[1]" } as const;
const codec = bind({ level: 1 });
const decode = codec.decode!;
const encode = codec.encode!;

const data = Uint8Array.from({ length: 2500 }, (_, i) => (i * i) >> 9);
const size = { exact: data.length };
const whole = encode(data);

function joined(...parts: (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe("bz2", () => {
  it.each(recordedCases(recorded))("decodes what numcodecs encoded: $name", ({ decoded, encoded, configuration }) => {
    const bound = bind(parse(configuration, { name: "bz2", format: 2, path: "compressor" }));
    expect(firstDifference(bound.decode!(encoded, { exact: decoded.length }), decoded)).toBe(-1);
    expect(firstDifference(bound.decode!(encoded, { atMost: decoded.length + 1 }), decoded)).toBe(-1);
    const own = bound.encode!(decoded);
    const out = new Uint8Array(decoded.length);
    expect(bound.decode!(own, { exact: decoded.length }, out)).toBe(out);
    expect(firstDifference(out, decoded)).toBe(-1);
    expect(own.length).toBeLessThan(encoded.length * 1.05 + 20);
  });

  it("encodes runs of every length around those that are shortened, and blocks of every level", () => {
    for (const length of [3, 4, 5, 258, 259, 260, 261, 518, 1000]) {
      for (const tail of [0, 1, 5]) {
        const runs = joined(new Uint8Array(length), new Uint8Array(tail).fill(9));
        expect(firstDifference(decode(encode(runs), { exact: runs.length }), runs)).toBe(-1);
      }
    }
    const long = Uint8Array.from({ length: 250_000 }, (_, i) => (i * 2654435761) >>> 24);
    for (const level of [1, 2, 9]) {
      const encoded = bind({ level }).encode!(long);
      expect(encoded[3]).toBe(0x30 + level);
      expect(firstDifference(decode(encoded, { exact: long.length }), long)).toBe(-1);
    }
  });

  it("reads several streams, empty ones among them, and zeros behind them", () => {
    const parts = [data.subarray(0, 999), new Uint8Array(0), data.subarray(999)].map(encode);
    expect(firstDifference(decode(joined(...parts, [0, 0, 0]), size), data)).toBe(-1);
    expect(() => decode(joined(...parts, [0, 1]), size)).toThrow("bz2: 2 bytes follow the end of the stream");
    expect(() => decode(joined(whole, whole), size)).toThrow(
      "bz2: the bzip2 data gives more than the 2500 bytes expected",
    );
  });

  it("refuses a value cut at any byte", () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => decode(whole.subarray(0, length), size)).toThrow(/^bz2: /);
    }
  });

  it("sees damaged bits by its checksums", () => {
    let unseen = 0;
    for (let bit = 0; bit < whole.length * 8; bit += 11) {
      const damaged = whole.slice();
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      try {
        expect(firstDifference(decode(damaged, size), data)).toBe(-1);
        unseen++;
      } catch (error) {
        expect(error).toMatchObject({ code: "codec-failed", fields: { codec: "bz2" } });
      }
    }
    // The level may say more than is needed, lengths of unused codes and the last byte's filling may say anything.
    expect(unseen).toBeLessThan(whole.length / 40);
  });

  it.each([
    ["another signature", 0, 0x43, "no bzip2 header"],
    ["level 0", 3, 0x30, "no bzip2 header"],
    ["no block", 4, 0x32, "no bzip2 block begins before byte 10"],
    ["a randomised block", 14, whole[14]! | 0x80, "randomised"],
    ["a wrong block checksum", 10, whole[10]! ^ 1, "block's checksum is not that of the bytes"],
    ["a wrong stream checksum", whole.length - 2, whole.at(-2)! ^ 0x10, "stream's checksum is not that of its blocks"],
  ])("refuses %s", (_, at, byte, problem) => {
    const changed = whole.slice();
    changed[at] = byte;
    expect(() => decode(changed, size)).toThrow(problem);
  });

  it("refuses more and less than the chunk holds, however much it would be", () => {
    const bomb = encode(new Uint8Array(4_000_000));
    expect(bomb.length).toBeLessThan(80);
    expect(() => decode(bomb, { exact: 8 })).toThrow("gives more than the 8 bytes expected");
    expect(() => decode(bomb, { atMost: 3_999_999 })).toThrow("gives more than the 3999999 bytes expected");
    expect(decode(bomb, { atMost: 1e9 }).length).toBe(4_000_000);
    expect(() => decode(whole, { exact: 2501 })).toThrow("bz2: the value holds 2500 bytes, expected 2501");
  });

  it("has numcodecs' configuration", () => {
    expect(toConfiguration(parse(bz2().configuration, origin))).toEqual({ level: 1 });
    expect(parse({ id: "bz2", level: 9 }, origin)).toEqual({ level: 9 });
    expect(() => parse({ level: 10 }, origin)).toThrow(
      "codecs[1].configuration.level: expected an integer from 1 to 9",
    );
    expect(() => parse({ size: 1 }, origin)).toThrow("size");
  });
});
