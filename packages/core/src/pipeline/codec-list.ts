import { type CodecPlugin, type Extension, invalid, type Lookup, type Origin, show } from "@zarrkit/plugin-api";
import { parseExtension } from "../json/extension.js";

/** One entry of a codec list with the plugin that answers to its name, not yet loaded. */
export interface CodecEntry {
  readonly extension: Extension;
  readonly plugin: CodecPlugin;
  readonly origin: Origin;
}

/**
 * Finds the plugin of every codec of a list and checks their order, before any engine is loaded. An unknown codec is an
 * error unless the document says that it need not be understood. `place`: where in the document's list this one begins.
 */
export async function resolveCodecs(list: unknown, origin: Origin, lookup: Lookup, place = 0): Promise<CodecEntry[]> {
  if (!Array.isArray(list)) throw invalid(origin.path, `expected a list of codecs, found ${show(list)}`);
  const entries: CodecEntry[] = [];
  for (const json of list) {
    const path = `${origin.path}[${place++}]`;
    const { mustUnderstand, ...extension } = parseExtension(json, path);
    const plugin = findCodec(extension.name, origin.format, lookup);
    if (!plugin && !mustUnderstand) continue;
    if (!plugin) throw await lookup.missing("codec", extension.name, path);
    entries.push({ extension, plugin, origin: { name: extension.name, format: origin.format, path } });
  }
  return entries;
}

/** A v2 id is known under numcodecs' v3 name first: v3 may have given the bare name another meaning ("packbits"). */
export function findCodec(name: string, format: 2 | 3, lookup: Lookup): CodecPlugin | undefined {
  return (format === 2 ? lookup.find("codec", `numcodecs.${name}`) : undefined) ?? lookup.find("codec", name);
}

const rank = { "array-array": 0, "array-bytes": 1, "bytes-bytes": 2 } as const;

/** Any array → array codecs, exactly one array → bytes codec, any bytes → bytes codecs (zarr-specs v3.1, "Codecs"). */
export async function checkOrder(entries: readonly CodecEntry[], path: string): Promise<void> {
  const ranks = entries.map((entry) => rank[entry.plugin.stage]);
  const isOrdered = ranks.every((one, i) => i === 0 || ranks[i - 1]! <= one);
  if (isOrdered && ranks.filter((one) => one === 1).length === 1) return;
  throw (await import("./order-error.js")).orderError(entries, path);
}
