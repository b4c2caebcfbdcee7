import { isZarrError } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { type Exact, parseJson } from "../../src/json/parse.js";

const parse = (text: string) => parseJson(text, "a/zarr.json");

describe("numbers", () => {
  it("integers are bigint, whatever their length", () => {
    expect(parse("18446744073709551615")).toBe(18446744073709551615n);
    expect(parse("-9223372036854775808")).toBe(-9223372036854775808n);
    expect(parse("99999999999999999999")).toBe(99999999999999999999n);
    expect(parse("0")).toBe(0n);
  });

  it("numbers with a fraction or an exponent are number, so that 1.0 is told from 1", () => {
    expect(parse("1.0")).toBe(1);
    expect(parse("1")).toBe(1n);
    expect(parse("1e3")).toBe(1000);
    expect(parse("-1.5E-3")).toBe(-0.0015);
  });

  it("minus zero keeps its sign", () => {
    expect(parse("-0")).toBe(-0);
    expect(parse("-0.0")).toBe(-0);
    expect(parse("0.0")).toBe(0);
  });

  it("takes the literals NaN, Infinity and -Infinity that Python writes", () => {
    expect(parse("[NaN, Infinity, -Infinity]")).toEqual([Number.NaN, Infinity, -Infinity]);
  });

  it.each([
    "01",
    "1.",
    ".5",
    "+1",
    "1e",
    "0x10",
    "-",
    "-NaN",
    "Infinit",
    "1_000",
    "nan",
    "1 2",
    "{1: 2}",
    "{NaN : 2}",
    "[1\u00a0]",
  ])("refuses %s", (text) => {
    expect(() => parse(text)).toThrow(/is not JSON/);
  });
});

describe("strings", () => {
  it("reads every escape", () => {
    expect(parse('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00"')).toBe('"\\/\b\f\n\r\té😀');
  });

  it.each(['"a', '"\\x"', '"\\u12"', '"a\nb"', "'a'", '"\\"'])("refuses %j", (text) => {
    expect(() => parse(text)).toThrow(/is not JSON/);
  });

  it("reads a string of ten million characters", () => {
    const long = "x".repeat(10_000_000);
    expect(parse(`"${long}"`)).toBe(long);
    expect(parse(`"${long}\\n"`)).toBe(`${long}\n`);
  });

  it("refuses long strings without an end, each in one pass", () => {
    for (const inside of ["x", '\\"', "\\", '" ']) {
      expect(() => parse(`"${inside.repeat(1_000_001)}`)).toThrow(/is not JSON/);
    }
  });
});

describe("objects and arrays", () => {
  it("reads nested and empty ones with any white space", () => {
    expect(parse(' {"a" : [ ] ,\t"b":{ },\r\n"c":[1,[true,false,null]]} ')).toEqual({
      a: [],
      b: {},
      c: [1n, [true, false, null]],
    });
  });

  it("the last of two equal keys counts, as in Python", () => {
    expect(parse('{"a": 1, "a": 2}')).toEqual({ a: 2n });
  });

  it("a key __proto__ is data like any other and changes no prototype", () => {
    const value = parse('{"__proto__": {"polluted": 1}, "constructor": 2}') as { [key: string]: Exact };
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getOwnPropertyDescriptor(value, "__proto__")?.value).toEqual({ polluted: 1n });
  });

  it.each(["[1,]", "[,1]", "[1 2]", '{"a"}', '{"a":}', '{"a":1,}', "{a:1}", '{"a":1', "[1", "]", "[1]]"])(
    "refuses %s",
    (text) => {
      expect(() => parse(text)).toThrow(/a\/zarr.json is not JSON/);
    },
  );

  it("takes 256 levels and refuses more before the stack ends", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(() => parse(nested(256))).not.toThrow();
    expect(() => parse(nested(258))).toThrow(/nested deeper than 256/);
    expect(() => parse(nested(1_000_000))).toThrow(/nested deeper than 256/);
    expect(() => parse("[".repeat(5_000_000))).toThrow(/is not JSON/);
    expect(() => parse('{"a":'.repeat(1_000_000))).toThrow(/is not JSON/);
  });
});

describe("errors", () => {
  const failure = (text: string) => {
    try {
      parse(text);
    } catch (error) {
      return error;
    }
    throw new Error("nothing was thrown");
  };

  it("name the document and what is there", () => {
    const error = failure('{"shape": [1, x]}');
    expect(isZarrError(error, "invalid-metadata")).toBe(true);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^a\/zarr.json is not JSON: .*x.*\.$/),
      fields: { key: "a/zarr.json" },
    });
  });

  it("say so when the text ends too early", () => {
    for (const text of ['{"shape": ', ""]) {
      expect(failure(text)).toMatchObject({ message: expect.stringMatching(/^a\/zarr.json is not JSON: .*end of/) });
    }
  });

  it("tell an HTML page from a damaged document", () => {
    expect(failure("\n<!DOCTYPE html><html><body>Not found</body></html>")).toMatchObject({
      message: expect.stringMatching(
        /^a\/zarr.json is not JSON: [^]*\. The text is an HTML or XML page: the server answered for a file it does not have\.$/,
      ),
    });
  });
});
