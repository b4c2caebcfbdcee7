import { firstDifference, recordedCases } from "@zarrkit/numcodecs-fixtures/recorded";
import { isZarrError } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { bind, parse, toConfiguration } from "../src/codec.js";
import { lzma } from "../src/index.js";
import recorded from "./fixtures/lzma.json" with { type: "json" };

const v3 = { name: "numcodecs.lzma", format: 3, path: "codecs[1]" } as const;
const lzma1 = 0x4000000000000001n;
const raw1 = { format: 3, filters: [{ id: lzma1, lc: 1, lp: 2, pb: 0 }] };

const data = Uint8Array.from({ length: 2000 }, (_, i) => (i * i) >> 9);
const size = { exact: data.length };

function bound(configuration: object = {}) {
  const codec = bind(parse(configuration, v3));
  return { decode: codec.decode!, encode: codec.encode! };
}

function joined(...parts: (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return isZarrError(error) && error.fields.codec === "lzma" ? error.code : error;
  }
}

describe("lzma", () => {
  it.each(recordedCases(recorded))("decodes what numcodecs encoded: $name", ({ decoded, encoded, configuration }) => {
    const codec = bind(parse(configuration, { name: "lzma", format: 2, path: "compressor" }));
    expect(firstDifference(codec.decode!(encoded, { exact: decoded.length }), decoded)).toBe(-1);
    expect(firstDifference(codec.decode!(encoded, { atMost: decoded.length + 1 }), decoded)).toBe(-1);
    const own = codec.encode!(decoded);
    const out = new Uint8Array(decoded.length);
    expect(codec.decode!(own, { exact: decoded.length }, out)).toBe(out);
    expect(firstDifference(out, decoded)).toBe(-1);
    expect(own.length).toBeLessThan(encoded.length * 1.25 + 20);
  });

  it("decodes what it encoded where chunks are stored, continued and of every length", () => {
    let state = 3;
    const noise = Uint8Array.from(
      { length: 150_000 },
      () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24,
    );
    const mixed = joined(noise.subarray(0, 70_000), new Uint8Array(3_000_000), noise, data);
    for (const configuration of [
      { preset: 0 },
      { format: 2 },
      { format: 3, filters: [{ id: 3, dist: 5 }, { id: 33 }] },
      raw1,
    ]) {
      for (const source of [mixed, noise, noise.subarray(0, 1), new Uint8Array(0)]) {
        const codec = bound(configuration);
        const encoded = codec.encode(source);
        expect(encoded.length).toBeLessThan(source.length * 1.03 + 200);
        expect(firstDifference(codec.decode(encoded, { exact: source.length }), source)).toBe(-1);
      }
    }
  });

  it.each<[string, object]>([
    ["xz", {}],
    ["xz without a check", { check: 0 }],
    ["xz with SHA-256", { check: 10 }],
    ["lzma", { format: 2 }],
    ["raw LZMA1", raw1],
  ])("refuses a value cut at any byte: %s", (_, configuration) => {
    const { decode, encode } = bound(configuration);
    const whole = encode(data);
    for (let length = 0; length < whole.length; length++) {
      expect(() => decode(whole.subarray(0, length), size)).toThrow(/^lzma: /);
    }
  });

  it("sees damage by the check of .xz", () => {
    for (const check of [1, 4, 10] as const) {
      const { decode, encode } = bound({ check });
      const whole = encode(data);
      for (let bit = 0; bit < whole.length * 8; bit += 11) {
        const damaged = whole.slice();
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        expect(outcome(() => decode(damaged, size))).toBe("codec-failed");
      }
    }
  });

  it("gives bytes of the right number or codec-failed for damage that nothing checks", () => {
    for (const configuration of [{ format: 2 }, { format: 3, filters: [{ id: 33 }] }, raw1]) {
      const { decode, encode } = bound(configuration);
      const whole = encode(data);
      for (let bit = 0; bit < whole.length * 8; bit += 11) {
        const damaged = whole.slice();
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        expect(["codec-failed", 2000]).toContain(outcome(() => decode(damaged, size).length));
      }
    }
  });

  it("reads several .xz streams, and zeros behind them", () => {
    const { decode, encode } = bound();
    const parts = [data.subarray(0, 777), new Uint8Array(0), data.subarray(777)].map(encode);
    const streams = joined(parts[0]!, [0, 0, 0, 0], parts[1]!, parts[2]!);
    expect(firstDifference(decode(joined(streams, [0, 0]), size), data)).toBe(-1);
    expect(() => decode(joined(streams, [1]), size)).toThrow("lzma: 1 bytes follow the end of the stream");
    expect(() => decode(joined(streams, streams), size)).toThrow("gives more than the 2000 bytes expected");
  });

  it("refuses more and less than the chunk holds, however much it would be", () => {
    for (const configuration of [{}, { format: 2 }, raw1]) {
      const { decode, encode } = bound(configuration);
      const bomb = encode(new Uint8Array(3_000_000));
      expect(bomb.length).toBeLessThan(2000);
      expect(() => decode(bomb, { exact: 8 })).toThrow("gives more than the 8 bytes expected");
      expect(() => decode(bomb, { atMost: 2_999_999 })).toThrow("more than the 2999999 bytes");
      expect(decode(bomb, { atMost: 1e9 }).length).toBe(3_000_000);
      expect(() => decode(encode(data), { exact: 2001 })).toThrow("lzma: the value holds 2000 bytes, expected 2001");
    }
  });

  it("names what it does not read", () => {
    const { decode, encode } = bound();
    const whole = encode(data);
    expect(() => decode(joined([0xfe], whole.subarray(1)), size)).toThrow("the bytes at 0 are no xz header");
    expect(() => parse({ format: 3, filters: [{ id: 4 }, { id: 33 }] }, v3)).toThrow(
      "codecs[1].configuration.filters[0]: lzma's filter for x86 machine code (id 4) is not supported",
    );
    expect(() => parse({ format: 3, filters: [{ id: 7 }] }, v3)).toThrow(
      expect.objectContaining({ code: "unsupported" }),
    );
  });

  it("has numcodecs' configuration and writes it back whole", () => {
    expect(toConfiguration(parse(lzma().configuration, v3))).toEqual({
      format: 1,
      check: -1,
      preset: null,
      filters: null,
    });
    const full = {
      format: 3,
      check: -1,
      preset: 2 ** 31 + 6,
      filters: [
        { id: 3, dist: 2 },
        { id: lzma1, pb: 1, nice_len: 9 },
      ],
    };
    expect(toConfiguration(parse({ ...full, id: "lzma" }, v3))).toEqual(full);
    const rounded = parse(JSON.parse('{ "format": 3, "filters": [{ "id": 4611686018427387905 }] }'), v3);
    expect(toConfiguration(rounded).filters).toEqual([{ id: lzma1 }]);
  });

  it.each([
    ["format", { format: 0 }],
    ["check", { check: 2 }],
    ["check", { format: 2, check: 4 }],
    ["preset", { preset: 10 }],
    ["filters", { format: 3 }],
    ["filters", { filters: [] }],
    ["filters", { filters: [{ id: 3 }] }],
    ["filters", { format: 1, filters: [{ id: lzma1 }] }],
    ["filters", { format: 2, filters: [{ id: 33 }] }],
    ["filters[0].id", { filters: [{ id: 99 }] }],
    ["filters[0].dist", { filters: [{ id: 3, dist: 0 }, { id: 33 }] }],
    ["filters[0]", { filters: [{ id: 33, lc: 3, lp: 2 }] }],
    ["filters[0].dict_size", { filters: [{ id: 33, dict_size: 4095 }] }],
    ["filters[1]", { filters: [{ id: 33 }, { id: 33 }] }],
    ["filters[0].word", { filters: [{ id: 33, word: 1 }] }],
  ])("refuses a configuration at %s", (path, configuration) => {
    expect(() => parse(configuration, v3)).toThrow(`codecs[1].configuration.${path}: `);
  });
});
