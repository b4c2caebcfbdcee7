import { describe, expect, it } from "vitest";
import {
  field,
  invalid,
  isObject,
  type Origin,
  parseBoolean,
  parseChoice,
  parseConfiguration,
  parseInteger,
  parseObject,
  show,
} from "../src/index.js";

const version3: Origin = { name: "gzip", format: 3, path: "codecs[1]" };
const version2: Origin = { name: "gzip", format: 2, path: "compressor" };

const refusing = (call: () => unknown, path: string, message: string) =>
  expect(call).toThrow(
    expect.objectContaining({ code: "invalid-metadata", message: `${path}: ${message}`, fields: { path } }),
  );

it("invalid says the path first and keeps it as a field", () => {
  expect(invalid("shape[0]", "is negative")).toMatchObject({
    code: "invalid-metadata",
    message: "shape[0]: is negative",
    fields: { path: "shape[0]" },
  });
});

it("isObject takes neither null nor a list for an object", () => {
  expect([{}, Object.create(null)].every(isObject)).toBe(true);
  expect([null, [], "x", 5, undefined, () => {}].some(isObject)).toBe(false);
});

describe("parseObject", () => {
  it("takes absence for empty and passes an object on", () => {
    expect(parseObject(undefined, "a", [])).toEqual({});
    const given = { level: 1, more: 2 };
    expect(parseObject(given, "a")).toBe(given);
  });

  it("refuses what is no object, and fields that are not known", () => {
    refusing(() => parseObject(null, "a"), "a", "expected an object, found null");
    refusing(() => parseObject([1], "a"), "a", "expected an object, found [1]");
    refusing(
      () => parseObject({ levle: 1 }, "a", ["level", "checksum"]),
      "a.levle",
      "is not a known field; known are level, checksum",
    );
    refusing(() => parseObject({ x: 1 }, "a", []), "a.x", "is not a known field; known are none");
    refusing(
      () => parseObject(JSON.parse('{"__proto__":1}'), "a", ["level"]),
      "a.__proto__",
      "is not a known field; known are level",
    );
  });
});

describe("parseInteger", () => {
  it("takes both ends of its range, and the fallback for absence only", () => {
    expect([0, 9].map((value) => parseInteger(value, "a", 0, 9))).toEqual([0, 9]);
    expect(parseInteger(undefined, "a", 0, 9, 5)).toBe(5);
  });

  it.each([-1, 10, 1.5, "5", null, Number.NaN, 5n, true, [5]])("refuses %s", (value) => {
    refusing(() => parseInteger(value, "a", 0, 9, 5), "a", `expected an integer from 0 to 9, found ${show(value)}`);
  });

  it("refuses absence without a fallback", () => {
    refusing(() => parseInteger(undefined, "a", 0, 9), "a", "expected an integer from 0 to 9, found nothing");
  });
});

describe("parseChoice and parseBoolean", () => {
  it("take their words, and the fallback for absence", () => {
    expect(parseChoice("end", "a", ["start", "end"])).toBe("end");
    expect(parseChoice(undefined, "a", ["start", "end"], "start")).toBe("start");
    expect(parseBoolean(false, "a", true)).toBe(false);
    expect(parseBoolean(undefined, "a", true)).toBe(true);
  });

  it("refuse everything else", () => {
    refusing(() => parseChoice("END", "a", ["start", "end"]), "a", 'expected "start" or "end", found "END"');
    refusing(() => parseChoice(undefined, "a", ["start"]), "a", 'expected "start", found nothing');
    refusing(() => parseBoolean(1, "a", true), "a", "expected true or false, found 1");
    refusing(() => parseBoolean(undefined, "a"), "a", "expected true or false, found nothing");
  });
});

describe("configurations", () => {
  it("have their paths by the format", () => {
    expect(field(version3, "level")).toBe("codecs[1].configuration.level");
    expect(field(version2, "level")).toBe("compressor.level");
  });

  it("may carry numcodecs' id where numcodecs has its say, and nowhere else", () => {
    const given = { id: "gzip", level: 5 };
    expect(parseConfiguration(given, version2, ["level"])).toEqual(given);
    expect(parseConfiguration(given, { ...version3, name: "numcodecs.gzip" }, ["level"])).toEqual(given);
    refusing(
      () => parseConfiguration(given, version3, ["level"]),
      "codecs[1].configuration.id",
      "is not a known field; known are level",
    );
    refusing(() => parseConfiguration(5, version2, []), "compressor", "expected an object, found 5");
  });
});

it("invalid keeps a message short whose path a document made long", () => {
  const path = `codecs[0].${"x".repeat(100_000)}`;
  const { message, fields } = invalid(path, "is not known");
  expect(message).toMatch(/^codecs\[0\]\.x{200,300}…: is not known$/);
  expect(fields.path).toBe(path);
});

describe("show", () => {
  it("shows any value, short", () => {
    expect([undefined, null, 5n, "x", { a: [1n] }].map(show)).toEqual(["nothing", "null", "5", '"x"', '{"a":["1"]}']);
    expect(show("x".repeat(100))).toHaveLength(58);
    expect(show(10n ** 100n)).toHaveLength(58);
    expect(show(() => 1)).toContain("=>");
    expect(show(Symbol("s"))).toBe("Symbol(s)");
  });

  it("shows what JSON cannot write", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(show(circle)).toBe("what JSON cannot hold");
    expect(show(JSON.parse("[".repeat(100_000) + "]".repeat(100_000)))).toBe("what JSON cannot hold");
  });
});
