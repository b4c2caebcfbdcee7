import type { StorePlugin } from "@zarrkit/plugin-api";
import type { IndexeddbOptions } from "./options.js";

export type { IndexeddbOptions } from "./options.js";

/**
 * Zarr that stays in the browser: `indexeddb://database/path`, read and written by any number of tabs and workers at once.
 * A value is read, compared and written in one transaction. Rules: Indexed Database API 3.0. Checked on Chromium, and
 * against fake-indexeddb on Node.
 *
 * ```ts
 * registry.register(indexeddb({ durability: "strict" }));
 * ```
 */
export function indexeddb(options: IndexeddbOptions = {}) {
  return {
    kind: "store",
    api: 1,
    name: "indexeddb",
    schemes: ["indexeddb"],
    async load() {
      const { openIndexeddb } = await import("./store.js");
      return { open: async (url: string) => openIndexeddb(url, options) };
    },
  } satisfies StorePlugin;
}
