import { releaseMemory } from "@zarrkit/engines/memory";
import { firstDifference, recordedCases } from "@zarrkit/numcodecs-fixtures/recorded";
import { isZarrError } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { bind, parse, toConfiguration } from "../src/codec.js";
import { zstd } from "../src/index.js";
import recorded from "./fixtures/zstd.json" with { type: "json" };

const v3 = { name: "zstd", format: 3, path: "codecs[1]" } as const;
const v2 = { name: "zstd", format: 2, path: "compressor" } as const;
const cases = recordedCases(recorded);
const codec = await bind({ level: 3, checksum: false });
const decode = codec.decode!;
const encode = codec.encodeAsync!;

function joined(...parts: (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const magic = [0x28, 0xb5, 0x2f, 0xfd];
/** Frames by hand: one last block of the bytes 1 2 3, or of 300 times the byte 7. */
const stated = joined(magic, [0x20, 3, 0x19, 0, 0, 1, 2, 3]);
const unstated = joined(magic, [0x00, 0x00, 0x19, 0, 0, 1, 2, 3]);
const repeated = joined(magic, [0x60, 44, 0, 0x63, 9, 0, 7]);
const skippable = [0x5f, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9];

const data = Uint8Array.from({ length: 3000 }, (_, i) => (i * i) >> 10);

describe("zstd", () => {
  it.each(cases)("decodes what numcodecs encoded: $name", async ({ decoded, encoded, configuration }) => {
    const size = { exact: decoded.length };
    expect(firstDifference(decode(encoded, size), decoded)).toBe(-1);
    expect(firstDifference(decode(encoded, { atMost: decoded.length + 1 }), decoded)).toBe(-1);
    const config = parse(configuration, v2);
    const own = await (await bind(config)).encodeAsync!(decoded);
    expect(firstDifference(decode(own, size), decoded)).toBe(-1);
    // Ours does not weigh all ways to cut into matches against each other, as libzstd does from level 16 on.
    const isUsual = config.level >= 0 && config.level < 16;
    expect(own.length).toBeLessThanOrEqual(encoded.length * (isUsual ? 1.05 : 2) + 20);
  });

  it("takes a source that was lent to it also where the memory grows for the result", async () => {
    const chunk = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i) >> 9);
    const once = await encode(chunk);
    const twice = await encode(once);
    releaseMemory();
    decode(stated, { exact: 3 });
    const lent = decode(twice, { exact: once.length });
    expect(firstDifference(decode(lent, { exact: chunk.length }), chunk)).toBe(-1);
  });

  it("writes a checksum that libzstd's is equal to, only where asked", async () => {
    for (const { decoded, encoded, configuration } of cases) {
      if (configuration["checksum"] !== true) continue;
      const own = await (await bind(parse(configuration, v2))).encodeAsync!(decoded);
      expect(own.subarray(-4)).toEqual(encoded.subarray(-4));
      const without = await (await bind({ ...parse(configuration, v2), checksum: false })).encodeAsync!(decoded);
      expect(without.length).toBe(own.length - 4);
    }
  });

  it("states the size in what it writes", async () => {
    for (const length of [0, 1, 255, 256, 70_000]) {
      const own = await encode(new Uint8Array(length));
      expect(own[4]! & 0x20).toBe(0x20);
      expect(decode(own, { atMost: 1e9 }).length).toBe(length);
    }
  });

  it("reads several frames, skippable ones among them, with and without a stated size", () => {
    const source = joined(skippable, stated, unstated, skippable, repeated);
    const expected = joined([1, 2, 3, 1, 2, 3], new Uint8Array(300).fill(7));
    expect(firstDifference(decode(source, { exact: 306 }), expected)).toBe(-1);
    expect(firstDifference(decode(source, { atMost: 1e9 }), expected)).toBe(-1);
    const out = new Uint8Array(306);
    expect(decode(source, { exact: 306 }, out)).toBe(out);
    expect(firstDifference(out, expected)).toBe(-1);
  });

  it("verifies the checksum of a frame without content", () => {
    const empty = joined(magic, [0x24, 0, 1, 0, 0, 0x99, 0xe9, 0xd8, 0x51]);
    expect(decode(empty, { exact: 0 }).length).toBe(0);
    empty[9]! ^= 1;
    expect(() => decode(empty, { exact: 0 })).toThrow("fails its checksum");
  });

  it("reads many frames without stopping", () => {
    const empty = [...magic, 0x20, 0, 1, 0, 0];
    const many = new Uint8Array(empty.length * 20_000 + stated.length);
    for (let at = 0; at < many.length - stated.length; at += empty.length) many.set(empty, at);
    many.set(stated, many.length - stated.length);
    expect(decode(many, { exact: 3 })).toEqual(Uint8Array.of(1, 2, 3));
    const tooMany = Uint8Array.from({ length: empty.length * 65_537 }, (_, i) => empty[i % empty.length]!);
    expect(() => decode(tooMany, { exact: 0 })).toThrow("zstd: the zstd data holds more than 65536 frames");
  });

  it.each([
    ["nothing", [], "0 bytes hold no zstd frame"],
    ["only skippable frames", skippable, "10 bytes hold no zstd frame"],
    ["another magic", [1, 2, 3, 4, 5], "the bytes at 0 are no zstd frame"],
    ["bytes behind the frame", [...stated, 0, 0, 0, 0], "the bytes at 12 are no zstd frame"],
    ["few bytes behind the frame", [...stated, 0x28], "the zstd data of 13 bytes ends too early"],
    ["a dictionary", [...magic, 0x21, 5, 3, 0x19, 0, 0, 1, 2, 3], "needs dictionary 5"],
    ["a reserved bit", [...magic, 0x28, 3, 0x19, 0, 0, 1, 2, 3], "sets a reserved bit"],
    ["a reserved block", [...magic, 0x20, 3, 0x1f, 0, 0, 1, 2, 3], "of the reserved kind"],
    ["a block longer than any may be", [...magic, 0x20, 3, 0xf9, 0xff, 0xff], "declares 2097151 bytes"],
    ["a window longer than any may be", [...magic, 0x00, 0xf8, 0x19, 0, 0, 1, 2, 3], "declares a window of 2^41 bytes"],
    [
      "a size that its blocks cannot hold",
      [...magic, 0x20, 9, 0x19, 0, 0, 1, 2, 3],
      "declares 9 bytes, more than its blocks can hold (3)",
    ],
  ])("refuses %s", (_, source, problem) => {
    expect(() => decode(Uint8Array.from(source), { exact: 3 })).toThrow(problem);
  });

  it("refuses a size that is not the chunk's before anything is allocated", () => {
    const claim = joined(magic, [0xe0, 0, 0, 0, 0, 0, 1, 0, 0], [0x19, 0, 0, 1, 2, 3]);
    expect(() => decode(claim, { atMost: 2 ** 41 })).toThrow("more than its blocks can hold");
    expect(() => decode(stated, { exact: 4 })).toThrow("zstd: the value holds 3 bytes, expected 4");
    expect(() => decode(stated, { atMost: 2 })).toThrow("the value holds 3 bytes, expected at most 2");
    expect(() => decode(unstated, { exact: 4 })).toThrow("the value holds 3 bytes, expected 4");
    expect(() => decode(unstated, { exact: 2 })).toThrow(/gives more than (the )?2 bytes/);
    expect(() => decode(unstated, { exact: 0 })).toThrow(/gives more than (the )?0 bytes/);
    expect(() => decode(joined(stated, unstated), { exact: 5 })).toThrow(/gives more than (the )?[25] bytes/);
  });

  it("refuses a value cut at any byte", async () => {
    for (const whole of await Promise.all([
      encode(data),
      (await bind({ level: 1, checksum: true })).encodeAsync!(data),
    ])) {
      for (let length = 0; length < whole.length; length++) {
        expect(() => decode(whole.subarray(0, length), { exact: data.length })).toThrow(/^zstd: /);
      }
    }
  });

  it("sees every damaged byte by the checksum, and without one gives bytes of the right number", async () => {
    for (const checksum of [true, false]) {
      const whole = await (await bind({ level: 3, checksum })).encodeAsync!(data);
      for (let at = 0; at < whole.length; at++) {
        for (const change of [1, 0x80, 0x55]) {
          const damaged = whole.slice();
          damaged[at]! ^= change;
          try {
            const decoded = decode(damaged, { exact: data.length });
            expect(decoded.length).toBe(data.length);
            // Only the flag that says whether a checksum is there could be damaged unseen, and the length tells that.
            if (checksum) expect(firstDifference(decoded, data)).toBe(-1);
          } catch (error) {
            if (!isZarrError(error, "codec-failed")) throw error;
          }
        }
      }
      expect(firstDifference(decode(whole, { exact: data.length }), data)).toBe(-1);
    }
  });

  it("writes every level on every platform", async () => {
    for (const level of [-131072, -7, -1, 0, 1, 4, 9, 15, 19, 22]) {
      const { encodeAsync } = await bind({ level, checksum: level % 2 === 0 });
      expect(firstDifference(decode(await encodeAsync!(data), { exact: data.length }), data)).toBe(-1);
    }
  });

  it("has Zarr's configuration under its own name and numcodecs' under theirs", () => {
    expect(parse(zstd().configuration, v3)).toEqual({ level: 0, checksum: false });
    expect(toConfiguration(parse(zstd({ level: 5 }).configuration, v3))).toEqual({ level: 5 });
    expect(toConfiguration(parse({ level: 5, checksum: true }, v3))).toEqual({ level: 5, checksum: true });
    expect(parse({ id: "zstd" }, v2)).toEqual({ level: 0, checksum: false });
    expect(parse({ id: "zstd", level: 100 }, v2)).toEqual({ level: 22, checksum: false });
    expect(() => parse({}, v3)).toThrow(
      "codecs[1].configuration.level: expected an integer from -131072 to 22, found nothing",
    );
    expect(() => parse({ level: 23 }, v3)).toThrow("found 23");
    expect(() => parse({ level: 1, checksum: 1 }, v3)).toThrow(
      "codecs[1].configuration.checksum: expected true or false",
    );
    expect(() => parse({ level: 1, window: 1 }, v3)).toThrow("window");
  });
});
