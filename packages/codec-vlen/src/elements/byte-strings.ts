import { show, ZarrError } from "@zarrkit/plugin-api";
import type { ElementKind, Joined } from "./joined.js";

/** Byte strings as they are. */
export function byteStrings(codec: string): ElementKind<Uint8Array> {
  return {
    join(values) {
      for (const [i, value] of values.entries()) {
        if (value instanceof Uint8Array) continue;
        const problem = `${codec}: element ${i} of the chunk: expected a Uint8Array, found ${show(value)}`;
        throw new ZarrError("invalid-argument", problem, { fields: { codec } });
      }
      return concatenated(values);
    },
    split({ bytes, ends }) {
      let start = 0;
      return Array.from(ends, (end) => bytes.subarray(start, (start = end)));
    },
  };
}

export function concatenated(parts: readonly Uint8Array[]): Joined {
  const ends = new Float64Array(parts.length);
  let end = 0;
  for (const [i, part] of parts.entries()) {
    end += part.length;
    ends[i] = end;
  }
  const bytes = new Uint8Array(end);
  for (const [i, part] of parts.entries()) bytes.set(part, ends[i]! - part.length);
  return { bytes, ends };
}
