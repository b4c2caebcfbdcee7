import { type Bytes, invalid, type Key, show, ZarrError } from "@zarrkit/plugin-api";
import { jsonMembers, jsonValue } from "./json-members.js";
import { inlineText, parseTarget, type Reference } from "./reference.js";

/** What keys stand for, wherever it is written. */
export interface References {
  find(key: Key): Reference | undefined | Promise<Reference | undefined>;
  /** All keys, as many at once as are at hand. */
  keys(): AsyncIterable<Iterable<Key>>;
}

/**
 * References of a JSON document, version 0 (keys and what they stand for) or 1 (these in "refs", beside "templates" and
 * "gen"). A document has a hundred thousand of them and a reader wants a few, so each is parsed when it is asked for.
 *
 * @param most references that "gen" may make
 */
export async function parseDocument(bytes: Bytes, most: number): Promise<References> {
  const members = jsonMembers(decode(bytes), "document");
  const version = jsonValue(members.get("version"), "version");
  if (version !== undefined && version !== 1) {
    const message = `version: is ${show(version)}; reference documents have version 1, or 0, which says none.`;
    throw new ZarrError("unsupported", message, { fields: { path: "version" } });
  }
  if (version === undefined) return lazily(members, new Map());
  const refs = members.get("refs");
  const [templates, gen] = ["templates", "gen"].map((name) => jsonValue(members.get(name), name));
  // Few documents have either, so pages load what they need only then.
  const used = templates !== undefined || gen !== undefined;
  const { generated, expand } = used ? (await import("./generate.js")).expansions(templates, gen, most) : plain;
  if (refs === undefined && generated.size === 0) throw invalid("refs", "expected an object, found nothing");
  return lazily(refs === undefined ? new Map() : jsonMembers(refs, "refs"), generated, expand);
}

/** Makes addresses of what targets say; `path` is for errors. */
type Expand = (target: string, path: string) => string;

const plain = { generated: new Map<Key, Reference>(), expand: (target: string) => target };

function lazily(
  texts: ReadonlyMap<Key, string>,
  generated: ReadonlyMap<Key, Reference>,
  expand: Expand = plain.expand,
): References {
  return {
    find(key) {
      const found = generated.get(key);
      const text = found ? undefined : (texts.get(key) ?? texts.get(withoutAxes(key)));
      if (text === undefined) return found;
      const path = `refs[${JSON.stringify(key)}]`;
      // An object is the document of that name, written out; its text is kept as it is, so that no number loses digits.
      if (text.startsWith("{")) return { inline: new TextEncoder().encode(text) };
      const value = jsonValue(text, path);
      if (typeof value === "string") return inlineText(value, path);
      return parseTarget(value, path, (target) => expand(target, path));
    },

    async *keys() {
      yield allKeys(texts, generated);
    },
  };
}

function* allKeys(texts: ReadonlyMap<Key, string>, generated: ReadonlyMap<Key, Reference>): Generator<Key> {
  for (const key of texts.keys()) yield key.endsWith("/") ? `${key}0` : key;
  for (const key of generated.keys()) if (!texts.has(key)) yield key;
}

/** The only chunk of an array without axes is "0"; VirtualiZarr names it by an empty name. */
function withoutAxes(key: Key): Key {
  return key.replace(/\/0$/, "/");
}

function decode(bytes: Bytes): string {
  try {
    // Shared memory, which decoders refuse, is copied.
    return new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes));
  } catch {
    throw invalid("document", "is no UTF-8 text: reference documents are JSON, or a directory of Parquet files");
  }
}
