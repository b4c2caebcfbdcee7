import { codecFailed } from "@zarrkit/plugin-api";
import { deepest, setOwnProperty } from "../elements/own-property.js";

/**
 * JSON as Python's json module reads it: with NaN and infinities. Integers beyond 2^53 become `bigint`, so that none
 * changes. `strict` refuses control characters in strings.
 */
export function parseJson(text: string, strict: boolean): unknown {
  let at = 0;

  function value(depth: number): unknown {
    skipSpace();
    switch (text[at]) {
      case '"':
        return string();
      case "[":
        return list(depth);
      case "{":
        return object(depth);
      case "n":
        return word("null", null);
      case "t":
        return word("true", true);
      case "f":
        return word("false", false);
      case "N":
        return word("NaN", Number.NaN);
      case "I":
        return word("Infinity", Number.POSITIVE_INFINITY);
    }
    return text[at] === "-" && text[at + 1] === "I" ? word("-Infinity", Number.NEGATIVE_INFINITY) : number();
  }

  function word<T>(spelling: string, meaning: T): T {
    if (!text.startsWith(spelling, at)) throw wrong("a value");
    at += spelling.length;
    return meaning;
  }

  function list(depth: number): unknown[] {
    const items: unknown[] = [];
    enter(depth);
    if (take("]")) return items;
    do items.push(value(depth + 1));
    while (take(","));
    if (!take("]")) throw wrong('"," or "]"');
    return items;
  }

  function object(depth: number): object {
    const fields = {};
    enter(depth);
    if (take("}")) return fields;
    do {
      skipSpace();
      if (text[at] !== '"') throw wrong("a name in quotes");
      const key = string();
      if (!take(":")) throw wrong('":"');
      setOwnProperty(fields, key, value(depth + 1));
    } while (take(","));
    if (!take("}")) throw wrong('"," or "}"');
    return fields;
  }

  function enter(depth: number): void {
    if (depth > deepest) throw codecFailed("json2", `its lists and objects are nested deeper than ${deepest}`);
    at++;
  }

  function string(): string {
    let result = "";
    for (let start = ++at; ; ) {
      const unit = text.charCodeAt(at);
      if (unit === quote) return result + text.slice(start, at++);
      if (Number.isNaN(unit)) throw wrong("the end of a string");
      if (unit < 0x20 && strict) throw wrong("no control character in a string");
      if (unit === backslash) {
        result += text.slice(start, at) + escape();
        start = at;
      } else {
        at++;
      }
    }
  }

  function escape(): string {
    const letter = text[at + 1] ?? "";
    const plain = escapes[letter];
    if (plain !== undefined) {
      at += 2;
      return plain;
    }
    const digits = text.slice(at + 2, at + 6);
    if (letter !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits)) throw wrong("an escape that JSON has");
    at += 6;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  function number(): number | bigint {
    numberPattern.lastIndex = at;
    const digits = numberPattern.exec(text)?.[0];
    if (digits === undefined) throw wrong("a value");
    at += digits.length;
    const result = Number(digits);
    const isInteger = /^-?\d+$/.test(digits) && digits !== "-0";
    return isInteger && !Number.isSafeInteger(result) ? BigInt(digits) : result;
  }

  function take(letter: string): boolean {
    skipSpace();
    if (text[at] !== letter) return false;
    at++;
    return true;
  }

  function skipSpace(): void {
    for (let unit = text.charCodeAt(at); unit <= 0x20; unit = text.charCodeAt(++at)) {
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
    }
  }

  function wrong(expected: string) {
    return codecFailed(
      "json2",
      `its JSON has ${JSON.stringify(text[at] ?? "an end")} at ${at} where ${expected} should be`,
    );
  }

  const result = value(0);
  skipSpace();
  if (at < text.length) throw wrong("the end");
  return result;
}

const quote = 0x22;
const backslash = 0x5c;
const numberPattern = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

const escapes: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
});
