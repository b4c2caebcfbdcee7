import type { CallOptions, Child, Key, Listable, Store } from "@zarrkit/plugin-api";
import type { Deletions } from "./deletions.js";

/** What two stores list together, each name once, without what was deleted. */
export function overlayListing(edits: Store, base: Store, deleted: Deletions): Listable {
  return {
    async *list(prefix: string, options?: CallOptions): AsyncGenerator<Key> {
      const seen = new Set<Key>();
      for await (const key of edits.list?.(prefix, options) ?? []) {
        if (deleted.owns(key)) continue;
        seen.add(key);
        yield key;
      }
      const gone = await deleted.below(prefix, options);
      for await (const key of base.list?.(prefix, options) ?? []) {
        if (!seen.has(key) && !gone.has(key)) yield key;
      }
    },

    async *listChildren(prefix: string, options?: CallOptions): AsyncGenerator<Child> {
      const nameOf = ({ name, prefix: below }: Child) => `${name}${below ? "/" : ""}`;
      const seen = new Set<string>();
      for await (const child of edits.listChildren?.(prefix, options) ?? []) {
        if (deleted.owns(prefix + child.name)) continue;
        seen.add(nameOf(child));
        yield child;
      }
      const gone = await deleted.below(prefix, options);
      for await (const child of base.listChildren?.(prefix, options) ?? []) {
        const key = prefix + nameOf(child);
        if (seen.has(nameOf(child)) || gone.has(key)) continue;
        if (!child.prefix || (await anyLeft(key, gone, options))) yield child;
      }
    },
  };

  /** Whether a folder of the base still has a value; asked of the base only where something below it was deleted. */
  async function anyLeft(folder: string, gone: ReadonlySet<Key>, options?: CallOptions): Promise<boolean> {
    if (![...gone].some((key) => key.startsWith(folder))) return true;
    for await (const key of base.list?.(folder, options) ?? []) if (!gone.has(key)) return true;
    return false;
  }
}
