import { describe, expect, it } from "vitest";
import { documentOf, keysOf, text } from "./files.js";

const words = async (json: unknown, key: string) => {
  const bytes = await (await documentOf(json, {}, { "https://lab.org": new Map([["data", text("0123456789")]]) })).get(
    key,
  );
  return bytes && new TextDecoder().decode(bytes);
};

describe("a document", () => {
  it("holds text, base64, parts of files and whole files", async () => {
    const refs = { text: "añ", code: "base64:AAH/", part: ["data", 2, 3], whole: ["data"] };
    for (const json of [refs, { version: 1, refs }]) {
      expect(await words(json, "text")).toBe("añ");
      expect(await (await documentOf(json)).get("code")).toEqual(Uint8Array.of(0, 1, 255));
      expect(await words(json, "part")).toBe("234");
      expect(await words(json, "whole")).toBe("0123456789");
      expect(await words(json, "absent")).toBeUndefined();
    }
  });

  it("keeps what is written out as an object to the digit, NaN included", async () => {
    const json =
      '{"version": 1, "refs": {"a/.zattrs": {"exact": 9007199254740993, "s": "}\\"]", "none": NaN}, "b": "x"}}';
    expect(await words(json, "a/.zattrs")).toBe('{"exact": 9007199254740993, "s": "}\\"]", "none": NaN}');
    expect(await words(json, "b")).toBe("x");
  });

  it("takes no bytes at the beginning of a file for a missing chunk, as VirtualiZarr writes it", async () => {
    expect(await words({ "a/0": ["data", 0, 0], "a/1": ["data", 3, 0] }, "a/0")).toBeUndefined();
    expect(await words({ "a/0": ["data", 0, 0], "a/1": ["data", 3, 0] }, "a/1")).toBe("");
  });

  it("finds the only chunk of an array without axes by VirtualiZarr's empty name", async () => {
    const store = await documentOf({ "count/": "x" });
    expect(new TextDecoder().decode(await store.get("count/0"))).toBe("x");
    expect(await keysOf(store)).toEqual(["count/0"]);
  });

  it("opens with 100,000 references, and reads the first chunk of a random one", async () => {
    const refs = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`t/${i}.0.0`, ["data", i % 10, 1]]));
    const i = Math.floor(Math.random() * 100_000);
    expect(await words({ version: 1, refs }, `t/${i}.0.0`)).toBe(String(i % 10));
  });

  it("expands templates and generates references as its specification shows", async () => {
    const store = await documentOf(
      {
        version: 1,
        templates: { u: "lab.org", f: "{{c}}" },
        gen: [
          {
            key: "gen_key{{i}}",
            url: "https://{{u}}/data_{{i}}",
            offset: "{{(i + 1) * 1}}",
            length: "2",
            dimensions: { i: { stop: 5 } },
          },
          {
            key: "{{a}}.{{b}}",
            url: "https://lab.org/{{ a }}",
            dimensions: { a: ["x", "y"], b: { start: 7, stop: 2, step: -3 } },
          },
        ],
        refs: { key3: ["https://{{u}}/{{f(c='te' )}}{{f(c=\"xt\")}}", 1, 2], key2: ["https://{{ u }}/data_0"] },
      },
      {},
      {
        "https://lab.org": new Map([
          ...Array.from({ length: 5 }, (_, i) => [`data_${i}`, text(`${i}abcdefgh`)] as const),
          ["text", text("wxyz")],
          ["x", text("X")],
          ["y", text("Y")],
        ]),
      },
    );
    const read = async (key: string) => new TextDecoder().decode(await store.get(key));
    expect(await read("gen_key0")).toBe("ab");
    expect(await read("gen_key3")).toBe("de");
    expect(await read("key2")).toBe("0abcdefgh");
    expect(await read("key3")).toBe("xy");
    expect(await read("y.4")).toBe("Y");
    expect((await keysOf(store)).toSorted()).toEqual([
      "gen_key0",
      "gen_key1",
      "gen_key2",
      "gen_key3",
      "gen_key4",
      "key2",
      "key3",
      "x.4",
      "x.7",
      "y.4",
      "y.7",
    ]);
  });

  it.each([
    ["1 + 2 * 3", 7],
    ["(1+2)*3", 9],
    ["-7 // 2", -4],
    ["-7 % 3", 2],
    ["10 - 2 - 3", 5],
    ["i * 100 % 7 + -1", 2],
  ])("counts as Python does: %s is %d", async (expression, value) => {
    const gen = [{ key: `k{{${expression}}}`, url: "data", dimensions: { i: [5] } }];
    const keys = await keysOf(await documentOf({ version: 1, gen }));
    expect(keys).toEqual([`k${value}`]);
  });

  it.each([
    ["i / 2", "/"],
    ["i ** 2", "*"],
    ["u.upper()", "."],
    ["u | upper", "|"],
    ["'%02d' % i", "text % a value"],
    ["nobody", "nobody"],
    ["i // 0", "// 0"],
    ["9007199254740991 + 1", "a number beyond 2^53"],
    ["f(i)", "i"],
    ["", "the end"],
    ["(1", "the end"],
    ["1 2", "2"],
  ])("refuses {{%s}} by naming %s", async (expression, named) => {
    const gen = [{ key: `{{${expression}}}`, url: "data", dimensions: { i: [5] } }];
    await expect(documentOf({ version: 1, templates: { u: "x", f: "{{c}}" }, gen })).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringContaining(`holds ${JSON.stringify(named)}`),
    });
  });
});
