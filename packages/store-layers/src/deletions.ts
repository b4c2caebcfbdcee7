import { type CallOptions, type Key, type Store, type Writable, ZarrError } from "@zarrkit/plugin-api";

/** Names that begin with two underscores are reserved (zarr-specs v3.1, "Node names"), so no node can be meant by it. */
const folder = "__zarrkit_deleted";
const end = "/__";

const markerOf = (key: Key) => `${folder}/${key}${end}`;

export type Deletions = ReturnType<typeof deletions>;

export const exists = async (store: Store, key: Key, options?: CallOptions): Promise<boolean> =>
  (await (store.size ?? store.get)(key, options)) !== undefined;

/** The markers of deleted values in a store. One stays when a new value is written: that is found first. */
export function deletions(store: Store & Writable) {
  return {
    has: (key: Key, options?: CallOptions): Promise<boolean> => exists(store, markerOf(key), options),

    hasSync: (key: Key): boolean => store.getSync?.(markerOf(key)) !== undefined,

    remember: (key: Key, { signal }: CallOptions): Promise<void> =>
      store.set(markerOf(key), new Uint8Array(0), { signal }),

    /** Keys below a prefix that were deleted at some time. */
    async below(prefix: string, options?: CallOptions): Promise<ReadonlySet<Key>> {
      const found = new Set<Key>();
      for await (const marker of store.list?.(`${folder}/${prefix}`, options) ?? []) {
        found.add(marker.slice(folder.length + 1, -end.length));
      }
      return found;
    },

    /** Whether a key, or a child of the root, is one of the markers or their folder. */
    owns: (key: Key): boolean => `${key}/`.startsWith(`${folder}/`),

    refuse(key: Key): void {
      if (!this.owns(key)) return;
      const message = `${key} cannot be written: the overlay marks deleted values below ${folder}/. Choose another key.`;
      throw new ZarrError("invalid-argument", message, { fields: { key } });
    },
  };
}
