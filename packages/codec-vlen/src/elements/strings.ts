import { codecFailed, show, ZarrError } from "@zarrkit/plugin-api";
import type { ElementKind, Joined } from "./joined.js";

/**
 * Strings as UTF-8. All of a chunk is encoded or decoded at once, since one call of `TextDecoder` costs as much as
 * hundreds of letters, and cut into strings after.
 */
export function strings(codec: string): ElementKind<string> {
  return {
    join: (values) => joinStrings(codec, values),
    split: (joined) => splitStrings(codec, joined),
  };
}

function joinStrings(codec: string, values: readonly string[]): Joined {
  for (let i = 0; i < values.length; i++) {
    if (typeof values[i] !== "string") throw refused(codec, i, `expected a string, found ${show(values[i])}`);
  }
  const text = values.join("");
  const bytes = new TextEncoder().encode(text);
  const isAscii = bytes.length === text.length;
  const ends = new Float64Array(values.length);
  let end = 0;
  for (let i = 0; i < values.length; i++) {
    end += isAscii ? values[i]!.length : utf8Length(codec, values[i]!, i);
    ends[i] = end;
  }
  return { bytes, ends };
}

/** Bytes of a string in UTF-8; surrogates without their other half have no UTF-8. */
function utf8Length(codec: string, value: string, index: number): number {
  let length = value.length;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit < 0x80) continue;
    length += unit < 0x800 ? 1 : 2;
    if ((unit & 0xf800) !== 0xd800) continue;
    const next = value.charCodeAt(i + 1);
    if (unit >= 0xdc00 || (next & 0xfc00) !== 0xdc00) {
      throw refused(codec, index, `a string with half a surrogate pair, which UTF-8 cannot hold: ${show(value)}`);
    }
    // Two units of a pair are four bytes together: two more than units.
    i++;
  }
  return length;
}

function splitStrings(codec: string, { bytes, ends }: Joined): string[] {
  const text = decode(codec, bytes);
  const isAscii = text.length === bytes.length;
  const values = new Array<string>(ends.length);
  let start = 0;
  let from = 0;
  for (let i = 0; i < ends.length; i++) {
    const end = ends[i]!;
    // Bytes that are valid together are valid apart if no string begins inside a character.
    if (end > start && (bytes[start]! & 0xc0) === 0x80)
      throw codecFailed(codec, `element ${i} begins inside a character`);
    const to = isAscii ? end : from + utf16Length(bytes, start, end);
    values[i] = text.slice(from, to);
    start = end;
    from = to;
  }
  return values;
}

function decode(codec: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw codecFailed(codec, "the bytes of its strings are no UTF-8");
  }
}

/** Code units of valid UTF-8: one for each byte that begins a character, and one more for each that begins a long one. */
function utf16Length(bytes: Uint8Array, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if ((byte & 0xc0) !== 0x80) length += byte >= 0xf0 ? 2 : 1;
  }
  return length;
}

function refused(codec: string, index: number, problem: string): ZarrError {
  return new ZarrError("invalid-argument", `${codec}: element ${index} of the chunk: ${problem}`, {
    fields: { codec },
  });
}
