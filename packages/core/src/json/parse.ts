import { ZarrError } from "@zarrkit/plugin-api";

/**
 * A JSON tree that loses nothing: integers are `bigint`, numbers with a fraction or an exponent (and −0) are `number`, so
 * that uint64 is exact and 1.0 is told from 1. `plain` turns it into what users expect.
 */
export type Exact = null | boolean | bigint | number | string | Exact[] | { [key: string]: Exact };

/** Deeper documents are refused before they exhaust the stack. */
export const maximumDepth = 256;

const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|-?Infinity|NaN/y;
const space = /[ \t\n\r]*/y;
// Control characters are not allowed raw (RFC 8259 §7). Two patterns: one for a whole string would exhaust the stack on a long one.
const characters = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const literals = { t: ["true", true], f: ["false", false], n: ["null", null] } as const;

/**
 * Reads JSON text, and the literals NaN, Infinity and −Infinity, which Python writes into attributes. `where` names the
 * document in errors (`invalid-metadata`).
 */
export function parseJson(text: string, where: string): Exact {
  let at = 0;

  function fail(problem: string): never {
    const found = at < text.length ? `found ${JSON.stringify(text.slice(at, at + 12))}` : "the text ends";
    const page = /^\s*</.test(text)
      ? " The text is an HTML or XML page: the server answered for a file it does not have."
      : "";
    throw new ZarrError("invalid-metadata", `${where} is not JSON: ${problem} at character ${at}, ${found}.${page}`, {
      fields: { key: where },
    });
  }

  function match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    const result = pattern.exec(text);
    if (result) at = pattern.lastIndex;
    return result ?? undefined;
  }

  function readString(): string {
    const start = at;
    if (text[at] !== '"') fail("expected a string");
    at++;
    for (match(characters); text[at] !== '"'; match(characters)) {
      if (!match(escape)) fail("expected the rest of a string");
    }
    const token = text.slice(start, ++at);
    return token.includes("\\") ? (JSON.parse(token) as string) : token.slice(1, -1);
  }

  /** The items of an array or object after its opening bracket. */
  function items(close: string, item: () => void): void {
    at++;
    match(space);
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      item();
      match(space);
      if (text[at] === close) break;
      if (text[at] !== ",") fail(`expected "," or "${close}"`);
      at++;
    }
    at++;
  }

  function value(depth: number): Exact {
    if (depth > maximumDepth) fail(`nested deeper than ${maximumDepth}`);
    match(space);
    const first = text[at];
    if (first === "{") {
      const object: { [key: string]: Exact } = {};
      items("}", () => {
        match(space);
        const key = readString();
        match(space);
        if (text[at] !== ":") fail('expected ":"');
        at++;
        // Defined, not assigned, so that a key "__proto__" is data like any other.
        Object.defineProperty(object, key, {
          value: value(depth + 1),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      });
      return object;
    }
    if (first === "[") {
      const array: Exact[] = [];
      items("]", () => array.push(value(depth + 1)));
      return array;
    }
    if (first === '"') return readString();
    const literal = literals[first as keyof typeof literals];
    if (literal && text.startsWith(literal[0], at)) {
      at += literal[0].length;
      return literal[1];
    }
    const token = match(number);
    if (!token) fail("expected a value");
    const isInteger = /^-?\d+$/.test(token[0]) && token[0] !== "-0";
    return isInteger ? BigInt(token[0]) : Number(token[0]);
  }

  const result = value(0);
  match(space);
  if (at < text.length) fail("expected the end");
  return result;
}
