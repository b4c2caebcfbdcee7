import type { Origin } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { checkOrder, resolveCodecs } from "../../src/pipeline/codec-list.js";
import { createRegistry } from "../../src/registry/registry.js";
import { flip } from "../doubles/codecs.js";
import { codecPlugin } from "../doubles/plugins.js";

const origin: Origin = { name: "codecs", format: 3, path: "codecs" };
const registry = createRegistry(flip(), codecPlugin("vlen", "array-bytes"));
const resolve = (list: unknown, format: 2 | 3 = 3) => resolveCodecs(list, { ...origin, format }, registry);
const order = async (...names: string[]) => checkOrder(await resolve(names), "codecs");

describe("the entries of a codec list", () => {
  it("are objects, or names alone as short-hand", async () => {
    const entries = await resolve([{ name: "bytes", configuration: { endian: "big" } }, "flip", { name: "flip" }]);
    expect(entries.map(({ extension }) => extension)).toEqual([
      { name: "bytes", configuration: { endian: "big" } },
      { name: "flip" },
      { name: "flip" },
    ]);
    expect(entries.map((entry) => entry.origin.path)).toEqual(["codecs[0]", "codecs[1]", "codecs[2]"]);
  });

  it.each([
    ["no list", {}, "codecs: expected a list of codecs, found {}"],
    ["a number", [5], "codecs[0]: expected a name or an object with one, found 5"],
    [
      "an object without a name",
      ["bytes", { configuration: {} }],
      'codecs[1]: expected a name or an object with one, found {"configuration":{}}',
    ],
    [
      "a configuration that is a list",
      [{ name: "bytes", configuration: [] }],
      "codecs[0].configuration: expected an object, found []",
    ],
    [
      "a configuration that is null",
      [{ name: "bytes", configuration: null }],
      "codecs[0].configuration: expected an object, found null",
    ],
  ])("%s is refused", async (_, list, message) => {
    await expect(resolve(list)).rejects.toMatchObject({ code: "invalid-metadata", message });
  });

  it("that nobody knows are an error, unless the document says that they need not be understood", async () => {
    await expect(resolve(["bytes", { name: "wavelet" }])).rejects.toMatchObject({
      code: "missing-codec",
      message: expect.stringContaining('codecs[1]: no codec "wavelet" is registered.'),
      fields: { path: "codecs[1]", name: "wavelet" },
    });
    expect(await resolve(["bytes", { name: "wavelet", must_understand: false }])).toHaveLength(1);
    await expect(resolve(["bytes", { name: "wavelet", must_understand: true }])).rejects.toMatchObject({
      code: "missing-codec",
    });
  });

  it("of a v2 document are looked up under numcodecs' name first", async () => {
    const [packbits, other] = [
      codecPlugin("numcodecs.packbits", "array-bytes"),
      codecPlugin("packbits", "array-bytes"),
    ];
    const lookup = createRegistry(packbits, other);
    const [v2] = await resolveCodecs(["packbits"], { ...origin, format: 2 }, lookup);
    const [v3] = await resolveCodecs(["packbits"], origin, lookup);
    expect(v2!.plugin).toBe(packbits);
    expect(v3!.plugin).toBe(other);
  });
});

describe("the order of a codec list", () => {
  it("array → array, one array → bytes, bytes → bytes", async () => {
    await order("bytes");
    await order("transpose", "transpose", "bytes", "flip", "flip");
  });

  it.each([
    [[], 'codecs: exactly one codec must turn the array into bytes ("bytes", for one); found none'],
    [["transpose", "flip"], 'codecs: exactly one codec must turn the array into bytes ("bytes", for one); found none'],
    [
      ["bytes", "vlen"],
      'codecs: exactly one codec must turn the array into bytes ("bytes", for one); found "bytes" and "vlen"',
    ],
    [
      ["flip", "bytes"],
      'codecs[1]: wrong codec order: the array-bytes codec "bytes" cannot come after the bytes-bytes codec "flip"',
    ],
    [
      ["bytes", "transpose"],
      'codecs[1]: wrong codec order: the array-array codec "transpose" cannot come after the array-bytes codec "bytes"',
    ],
    [
      ["bytes", "flip", "transpose"],
      'codecs[2]: wrong codec order: the array-array codec "transpose" cannot come after the bytes-bytes codec "flip"',
    ],
  ])("%j is refused", async (names, message) => {
    await expect(order(...names)).rejects.toMatchObject({ code: "invalid-metadata", message });
  });

  it("is checked before any codec is loaded", async () => {
    const heavy = codecPlugin("heavy", "bytes-bytes", undefined, { load: () => Promise.reject(new Error("loaded")) });
    const entries = await resolveCodecs(["heavy", "bytes"], origin, createRegistry(heavy));
    await expect((async () => checkOrder(entries, "codecs"))()).rejects.toThrow("wrong codec order");
  });
});
