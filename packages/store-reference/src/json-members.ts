import { invalid } from "@zarrkit/plugin-api";

const space = /[ \t\n\r]*/y;
/** What is neither bracket nor string nor comma. */
const plain = /[^[\]{}",]+/y;

/**
 * The members of an object in JSON text, each value as it is written there: only what is asked for is ever parsed, numbers
 * keep all their digits, and the NaN that Python writes passes on to whoever can read it. Names are data: "__proto__" is a
 * name like any other. Of a name that comes twice the last value counts.
 */
export function jsonMembers(text: string, path: string): Map<string, string> {
  let at = 0;

  function broken(expected: string): Error {
    const found = at < text.length ? JSON.stringify(text.slice(at, at + 20)) : "the end";
    return invalid(
      path,
      `is not the JSON object it should be: expected ${expected} at character ${at}, found ${found}`,
    );
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }

  /** A string with its quotes. Found by its end, since the text of a chunk may be longer than patterns can follow. */
  function string(): string | undefined {
    const start = at;
    if (text[start] !== '"') return undefined;
    for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
      let backslashes = 0;
      while (text[end - 1 - backslashes] === "\\") backslashes++;
      if (backslashes % 2 === 1) continue;
      at = end + 1;
      return text.slice(start, at);
    }
    throw broken("the end of a string");
  }

  function take(character: string): boolean {
    match(space);
    if (text[at] !== character) return false;
    at++;
    return true;
  }

  /** The text of one value, to the comma or bracket after it. */
  function value(): string {
    match(space);
    const start = at;
    const open: string[] = [];
    for (; at < text.length; ) {
      const character = text[at] as string;
      if (character === '"') string();
      else if (character === "{" || character === "[") {
        open.push(character === "{" ? "}" : "]");
        at++;
      } else if (character === "}" || character === "]") {
        if (open.length === 0) break;
        if (open.pop() !== character) throw broken("another bracket");
        at++;
      } else if (character === ",") {
        if (open.length === 0) break;
        at++;
      } else match(plain);
    }
    const found = text.slice(start, at).trimEnd();
    if (found === "" || open.length > 0) throw broken("a value");
    return found;
  }

  const members = new Map<string, string>();
  if (!take("{")) throw broken('"{"');
  if (!take("}")) {
    do {
      match(space);
      const name = string();
      if (name === undefined || !take(":")) throw broken("a name and a value");
      members.set(jsonValue(name, path) as string, value());
    } while (take(","));
    if (!take("}")) throw broken('"," or "}"');
  }
  match(space);
  if (at < text.length) throw broken("the end");
  return members;
}

/** The value of a member's text. */
export function jsonValue(text: string | undefined, path: string): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(path, `is no JSON: ${(cause as Error).message}`);
  }
}
