import { type Key, keySegments, prefixSegments, ZarrError } from "@zarrkit/plugin-api";

/** What this store writes for itself starts so; it is never listed and is no key. */
const ownPrefix = ".zarrkit-";

/** A file while it is written. There is one for each value, and only who holds the value's lock may touch it. */
export function temporaryName(name: string): string {
  return ownPrefix + name;
}

/** The name of the value that a temporary file is of; `undefined` for other files. */
export function ownerOf(name: string): string | undefined {
  return name.startsWith(ownPrefix) ? name.slice(ownPrefix.length) : undefined;
}

/** The folders of a key and its file. Keys are taken literally. */
export function placeOf(key: Key): { readonly names: readonly string[]; readonly name: string } {
  const names = checked(keySegments(key), key);
  return { names: names.slice(0, -1), name: names.at(-1) as string };
}

/** The folders of a prefix. */
export function foldersOf(prefix: string): readonly string[] {
  return checked(prefixSegments(prefix), prefix);
}

function checked(names: readonly string[], key: Key): readonly string[] {
  if (names.every((name) => ownerOf(name) === undefined)) return names;
  throw new ZarrError(
    "invalid-argument",
    `The key ${JSON.stringify(key)} cannot be a file: a name of it starts with ${ownPrefix}, which is reserved.`,
    { fields: { key } },
  );
}
