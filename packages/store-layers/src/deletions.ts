import { type CallOptions, type Key, type Store, type Writable, ZarrError } from "@zarrkit/plugin-api";

/** Names that begin with two underscores are reserved (zarr-specs v3.1, "Node names"), so no node can be meant by it. */
const folder = "__zarrkit_deleted";
const end = "/__";

const markerOf = (key: Key) => `${folder}/${key}${end}`;

export type Deletions = ReturnType<typeof deletions>;

/** The markers of deleted values in a store. One stays when a new value is written: that is found first. */
export function deletions(store: Store & Writable) {
  return {
    async has(key: Key, options?: CallOptions): Promise<boolean> {
      return (await (store.size ?? store.get)(markerOf(key), options)) !== undefined;
    },

    hasSync(key: Key): boolean {
      return store.getSync?.(markerOf(key)) !== undefined;
    },

    async remember(key: Key, { signal }: CallOptions): Promise<void> {
      await store.set(markerOf(key), new Uint8Array(0), { signal });
    },

    /** Keys below a prefix that were deleted at some time. */
    async below(prefix: string, options?: CallOptions): Promise<ReadonlySet<Key>> {
      const found = new Set<Key>();
      for await (const marker of store.list?.(`${folder}/${prefix}`, options) ?? []) {
        found.add(marker.slice(folder.length + 1, -end.length));
      }
      return found;
    },

    /** Whether a key, or a child of the root, is one of the markers or their folder. */
    owns(key: Key): boolean {
      return key === folder || key.startsWith(`${folder}/`);
    },

    refuse(key: Key): void {
      if (!this.owns(key)) return;
      const message = `${key} cannot be written: the overlay keeps its marks of deleted values below ${folder}/. Choose another key.`;
      throw new ZarrError("invalid-argument", message, { fields: { key } });
    },
  };
}
