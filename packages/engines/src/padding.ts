import { CorruptData } from "./corrupt-data.js";

/** Some writers pad a value with zeros; any other byte behind its end is something that would be dropped. */
export function requirePadding(source: Uint8Array, from: number): void {
  for (let at = from; at < source.length; at++) {
    if (source[at] !== 0)
      throw new CorruptData(`${source.length - from} bytes follow the end of the stream at byte ${from}`);
  }
}
