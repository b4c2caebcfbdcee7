import { type Bytes, isZarrError, type Store, type Writable } from "@zarrkit/plugin-api";
import { type Entry, parseEntry, parseJson } from "./entry.js";

/** Writers at once that a save gives way to before it gives up. */
const attempts = 5;

/** The list of entries, in the order they were used, the longest unused first. Others may write the same file. */
export class IndexFile {
  constructor(
    readonly store: Store & Writable,
    readonly key: string,
  ) {}

  /** `undefined` when there is none that can be read. */
  async load(): Promise<Entry[] | undefined> {
    return parse(await this.store.get(this.key));
  }

  /** Writes the list that `merge` makes of what is there now. Where the store can, no other writer's list is lost. */
  async save(merge: (there: readonly Entry[]) => readonly Entry[]): Promise<void> {
    const { store, key } = this;
    const guarded = store.traits?.conditionalWrites === "version" ? store.getVersioned?.bind(store) : undefined;
    for (let attempt = 1; ; attempt++) {
      const there = guarded ? await guarded(key) : undefined;
      const entries = merge(parse(guarded ? there?.bytes : await store.get(key)) ?? []);
      const onlyIf = there ? { version: there.version } : ("absent" as const);
      try {
        return await store.set(key, print(entries), guarded ? { onlyIf } : {});
      } catch (error) {
        if (!isZarrError(error, "conflict") || attempt === attempts) throw error;
      }
    }
  }
}

function parse(bytes: Bytes | undefined): Entry[] | undefined {
  const { format, entries } = bytes ? parseJson(bytes) : {};
  if (format !== 1 || !Array.isArray(entries)) return undefined;
  return entries.flatMap((json) => parseEntry(json) ?? []);
}

function print(entries: readonly Entry[]): Bytes {
  const list = entries.map((entry) => ({ ...entry, pins: [...entry.pins] }));
  return new TextEncoder().encode(JSON.stringify({ format: 1, entries: list }));
}
