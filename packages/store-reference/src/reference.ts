import { type Bytes, invalid, show } from "@zarrkit/plugin-api";

/** What stands behind a key: bytes in the document itself, or bytes of another file; without `length` the whole file. */
export type Reference =
  | { readonly inline: Bytes }
  | { readonly target: string; readonly offset: number; readonly length: number | undefined };

/** Text of the document as bytes: `base64:` and their code, or the text itself. */
export function inlineText(text: string, path: string): Reference {
  if (!text.startsWith("base64:")) return { inline: new TextEncoder().encode(text) };
  try {
    const binary = atob(text.slice(7));
    return { inline: Uint8Array.from(binary, (character) => character.charCodeAt(0)) };
  } catch {
    throw invalid(path, `begins with "base64:", but what follows is no base64: ${show(text)}`);
  }
}

/**
 * `[target]` or `[target, offset, length]`, its text expanded by `expand`. No bytes at the beginning of a file are nothing:
 * VirtualiZarr writes that for chunks which were never written, and no chunk is encoded as no bytes.
 */
export function parseTarget(value: unknown, path: string, expand: (text: string) => string): Reference | undefined {
  const [target, offset, length] = Array.isArray(value) ? value : [];
  const count = Array.isArray(value) ? value.length : 0;
  if (count === 3 && offset === 0 && length === 0) return undefined;
  if (typeof target !== "string" || target === "" || (count !== 1 && count !== 3)) {
    throw invalid(path, `expected [target] or [target, offset, length], found ${show(value)}`);
  }
  const url = expand(target);
  return count === 1 ? { target: url, offset: 0, length: undefined } : { target: url, ...span(offset, length, path) };
}

/** Numbers of bytes within a file. */
export function span(offset: unknown, length: unknown, path: string): { offset: number; length: number } {
  const sound = [offset, length, Number(offset) + Number(length)].every(
    (number) => Number.isSafeInteger(number) && (number as number) >= 0,
  );
  if (!sound) throw invalid(path, `offset ${show(offset)} and length ${show(length)} name no bytes of a file`);
  return { offset: offset as number, length: length as number };
}
