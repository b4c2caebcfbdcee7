import { ZarrError } from "@zarrkit/plugin-api";

/**
 * A JSON tree that loses nothing: integers are `bigint`, numbers with a fraction or an exponent (and −0) are `number`, so
 * that uint64 is exact and 1.0 is told from 1. `plain` turns it into what users expect.
 */
export type Exact = null | boolean | bigint | number | string | Exact[] | { [key: string]: Exact };

/** Deeper documents are refused before they exhaust the stack. */
export const maximumDepth = 256;

/** Strings and what may be a number; a key comes with its colon. A string without an end reaches to the end. */
const tokens = /(?:"[^"\\]*(?:\\[^][^"\\]*)*"?|-?[\dIN][\w.+-]*)(?:\s*:)?/g;
const number = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN)$/;

/**
 * Reads JSON text, and the literals NaN, Infinity and −Infinity, which Python writes into attributes. `where` names the
 * document in errors (`invalid-metadata`).
 *
 * The platform's reader does the work: numbers are handed to it as strings, and strings with a space in front.
 */
export function parseJson(text: string, where: string): Exact {
  try {
    return unmarked(JSON.parse(marked(text)), 0);
  } catch (error) {
    const page = /^\s*</.test(text)
      ? " The text is an HTML or XML page: the server answered for a file it does not have."
      : "";
    throw new ZarrError("invalid-metadata", `${where} is not JSON: ${problem(text, error)}.${page}`, {
      fields: { key: where },
    });
  }
}

function marked(text: string): string {
  return text.replace(tokens, (token) => {
    if (token.endsWith(":")) return token;
    return token.startsWith('"') ? `" ${token.slice(1)}` : `"${token}"`;
  });
}

/** In place. A reviver would do the same in twice the time. */
function unmarked(value: Exact, depth: number): Exact {
  if (value && typeof value === "object") {
    if (depth === maximumDepth) throw new RangeError(`nested deeper than ${maximumDepth}`);
    const container = value as { [key: string]: Exact };
    for (const key of Object.keys(container)) container[key] = unmarked(container[key]!, depth + 1);
  }
  if (typeof value !== "string") return value;
  if (value.startsWith(" ")) return value.slice(1);
  if (!number.test(value)) throw new SyntaxError(`${value} is no number`);
  return /^-?\d+$/.test(value) && value !== "-0" ? BigInt(value) : Number(value);
}

/** In the platform's words, about the text as it was, where it refuses that too. */
function problem(text: string, error: unknown): string {
  try {
    if (error instanceof SyntaxError) JSON.parse(text);
  } catch (native) {
    error = native;
  }
  return (error as Error).message;
}
