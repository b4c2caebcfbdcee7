import { isZarrError } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { referenceStore } from "../src/store.js";
import { documentOf, fileStore, keysOf, network, text } from "./files.js";

const dimensions = { i: [1] };

describe("refused when it is opened:", () => {
  it.each<[string, unknown, string, string]>([
    ["no JSON", "<html>", "invalid-metadata", 'expected "{"'],
    ["cut short", '{"a": ["b", 1', "invalid-metadata", "expected a value"],
    ["a string without end", '{"a": "b', "invalid-metadata", "the end of a string"],
    ["brackets that do not match", '{"a": [1}', "invalid-metadata", "another bracket"],
    ["more after the end", "{} {}", "invalid-metadata", "expected the end"],
    ["another version", { version: 2, refs: {} }, "unsupported", "version: is 2"],
    ["a version and no references", { version: 1 }, "invalid-metadata", "refs: expected an object"],
    ["a list of references", { version: 1, refs: [] }, "invalid-metadata", "refs: is not the JSON object"],
    ["templates that are no texts", { version: 1, refs: {}, templates: { u: 1 } }, "invalid-metadata", "templates.u"],
    ["gen that is no list", { version: 1, gen: {} }, "invalid-metadata", "gen: expected a list"],
    ["gen without dimensions", { version: 1, gen: [{ key: "a", url: "b" }] }, "invalid-metadata", "gen[0].dimensions"],
    [
      "an offset without a length",
      { version: 1, gen: [{ key: "a", url: "b", offset: 1, dimensions }] },
      "invalid-metadata",
      "an offset without a length",
    ],
    [
      "a negative offset",
      { version: 1, gen: [{ key: "a", url: "b", offset: "{{i - 9}}", length: 1, dimensions }] },
      "invalid-metadata",
      "name no bytes",
    ],
    [
      "a step of nothing",
      { version: 1, gen: [{ key: "a", url: "b", dimensions: { i: { stop: 1, step: 0 } } }] },
      "invalid-metadata",
      "gen[0].dimensions.i.step: is 0",
    ],
    [
      "a statement",
      { version: 1, gen: [{ key: "{% for x in y %}", url: "b", dimensions }] },
      "invalid-metadata",
      "holds a statement",
    ],
    [
      "more references than anybody needs",
      {
        version: 1,
        gen: [{ key: "{{i}}{{j}}", url: "b", dimensions: { i: { stop: 2 ** 50 }, j: { stop: 2 ** 50 } } }],
      },
      "limit-exceeded",
      "reference({ references:",
    ],
    [
      "many long ones",
      {
        version: 1,
        templates: { long: "x".repeat(8000) },
        gen: [{ key: "{{i}}", url: "{{long}}", dimensions: { i: { stop: 900_000 } } }],
      },
      "limit-exceeded",
      "very long ones",
    ],
  ])("%s", async (_, json, code, words) => {
    const error = await documentOf(json).catch((error: unknown) => error);
    expect(isZarrError(error) && { code: error.code, message: error.message }).toEqual({
      code,
      message: expect.stringContaining(words),
    });
  });
});

it("says which file is wrong, besides what is wrong in it", async () => {
  await expect(documentOf({ version: 7 })).rejects.toMatchObject({
    message: expect.stringMatching(/^\S+: version: is 7/),
    fields: { path: "version", key: expect.stringMatching(/./) },
  });
});

describe("refused when it is read:", () => {
  const read = async (json: unknown) => (await documentOf(json)).get("a");

  it.each<[string, unknown, string]>([
    ["a number", 7, "expected [target] or [target, offset, length], found 7"],
    ["two members", ["x", 1], 'found ["x",1]'],
    ["no text for a target", [null, 1, 2], "found [null,1,2]"],
    ["offsets below zero", ["x", -1, 2], "offset -1 and length 2 name no bytes"],
    ["fractions", ["x", 1.5, 2], "offset 1.5 and length 2"],
    ["numbers that are not exact", ["x", 2 ** 53, 2], "name no bytes"],
    ["an end that is not exact", ["x", 2 ** 53 - 1, 2], "name no bytes"],
    ["broken base64", "base64:%%%", "what follows is no base64"],
    ["no JSON", '{"a": tru}', 'refs["a"]: is no JSON'],
  ])("%s", async (_, value, words) => {
    await expect(read(typeof value === "string" && value.startsWith("{") ? value : { a: value })).rejects.toMatchObject(
      {
        code: "invalid-metadata",
        message: expect.stringContaining(words),
      },
    );
  });

  it("a template that swells, calls itself, or leads in a circle", async () => {
    const url = (target: string, templates: Record<string, string>) =>
      read({ version: 1, templates, refs: { a: [target] } });
    const ten = "{{t}}".repeat(10);
    await expect(url(ten, { t: "x".repeat(1000) })).rejects.toThrow("grows beyond 8192 characters");
    await expect(url("{{f(c='x')}}", { f: "{{f(c='x')}}" })).rejects.toThrow("there is no template f");
    await expect(url("{{a}}", { a: "{{b}}", b: "{{a}}" })).rejects.toThrow("template a has arguments");
    await expect(url("{{((((((((((1", { u: "x" })).rejects.toThrow('"{{" without "}}"');
    await expect(url(`{{${"(".repeat(10_000)}1${")".repeat(10_000)}}}`, { u: "x" })).rejects.toThrow(
      "more than 100 operands",
    );
  });

  it("a file that ends before the reference, in every way to read it", async () => {
    const json = { a: ["data", 8, 10] };
    const store = await documentOf(json, {}, { "https://lab.org": new Map([["data", text("0123456789")]]) });
    const error = { code: "store-failed", message: expect.stringContaining("which ends before") };
    await expect(store.get("a")).rejects.toMatchObject(error);
    await expect(store.getRange?.("a", { offset: 1, length: 4 })).rejects.toMatchObject(error);
    await expect(store.getRange?.("a", { suffix: 1 })).rejects.toMatchObject(error);
    await expect(store.getRanges?.("a", [{ offset: 0, length: 1 }, { offset: 0 }])).rejects.toMatchObject(error);
    await expect(store.getRangesVersioned?.("a", [{ offset: 5 }])).rejects.toMatchObject(error);
  });

  it("a file that is not there is no missing chunk", async () => {
    const store = await documentOf({ a: ["data"], b: ["data", 3, 4] });
    for (const key of ["a", "b"]) {
      await expect(store.get(key)).rejects.toMatchObject({ code: "not-found", fields: { key } });
    }
    await expect(store.size?.("a")).rejects.toMatchObject({ code: "not-found" });
  });

  it("a name with a meaning for JavaScript is a name", async () => {
    const json = '{"version": 1, "refs": {"__proto__": "mine", "constructor": "too"}, "templates": {"__proto__": "x"}}';
    const store = await documentOf(json);
    expect(new TextDecoder().decode(await store.get("__proto__"))).toBe("mine");
    expect(await store.get("toString")).toBeUndefined();
    expect(await store.get("hasOwnProperty")).toBeUndefined();
    expect(({} as Record<string, unknown>)["mine"]).toBeUndefined();
    await expect(read('{"version": 1, "refs": {"a": ["{{toString}}"]}, "templates": {"u": "x"}}')).rejects.toThrow(
      "toString",
    );
  });

  it("a name that is no key is neither listed nor found", async () => {
    const store = await documentOf({ "../x": "1", "a//b": "2", "/c": "3", d: "4" });
    expect(await keysOf(store)).toEqual(["d"]);
    await expect(store.get("../x")).rejects.toMatchObject({ code: "invalid-argument" });
  });
});

it("a document that points to itself, or to another that points back, reads bytes and nothing more", async () => {
  const one = { a: ["https://lab.org/refs.json", 0, 1], b: ["https://lab.org/refs.json|reference:b"] };
  const store = await documentOf(one);
  expect(await store.get("a")).toEqual(text("{"));
  await expect(store.get("b")).rejects.toMatchObject({ code: "access-denied" });
  const relative = await documentOf({ b: ["refs.json|reference:b"] });
  await expect(relative.get("b")).rejects.toMatchObject({ code: "not-found" });
});

it("what is no document at all is told", async () => {
  const at = (path: string) =>
    referenceStore({ store: fileStore(new Map([["x", Uint8Array.of(255)]])), path }, network({}));
  await expect(at("refs.json")).rejects.toThrow("there is nothing at refs.json");
  await expect(at("")).rejects.toThrow("there is no .zmetadata here");
  await expect(at("x")).rejects.toThrow("is no UTF-8 text");
});
