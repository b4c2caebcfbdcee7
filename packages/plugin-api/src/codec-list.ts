import { invalid, isObject, show } from "./guard.js";
import type { CodecPlugin, Extension } from "./plugin.js";

/** A codec as one writes it: a plugin value (`zstd({ level: 3 })`), what a v3 document would say, or a bare name. */
export type Codec = CodecPlugin | Extension | string;

/**
 * A list of codecs inside a codec's configuration, as it stands in a document; a plugin value, which a user passes, becomes
 * what a document would say. The codecs themselves are checked when they are bound.
 */
export function parseCodecList(value: unknown, path: string): Extension[] {
  if (!Array.isArray(value)) throw invalid(path, `expected a list of codecs, found ${show(value)}`);
  for (const [i, codec] of value.entries()) {
    if (typeof codec !== "string" && !(isObject(codec) && typeof codec["name"] === "string")) {
      throw invalid(`${path}[${i}]`, `expected a name or an object with one, found ${show(codec)}`);
    }
  }
  return value.map(withoutPlugins) as Extension[];
}

/** The same JSON with name and configuration in place of each plugin value, also of those inside others' configurations. */
function withoutPlugins(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlugins);
  if (!isObject(value)) return value;
  const { name, configuration } = value;
  const said = "load" in value ? { name, ...(configuration !== undefined && { configuration }) } : value;
  return Object.fromEntries(Object.entries(said).map(([key, inner]) => [key, withoutPlugins(inner)]));
}
