import type { StorePlugin } from "@zarrkit/plugin-api";

/**
 * Zarr in the origin private file system, which every site has for itself: `opfs://path`, read and written by any number of
 * tabs and workers at once. A value is written beside its place and moved onto it. Rules: WHATWG File System; Web Locks API.
 * Checked on Chromium.
 *
 * ```ts
 * registry.register(opfs());
 * ```
 */
export function opfs() {
  return {
    kind: "store",
    api: 1,
    name: "opfs",
    schemes: ["opfs"],
    async load() {
      const { openOpfs } = await import("./store.js");
      return { open: async (url: string) => openOpfs(url) };
    },
  } satisfies StorePlugin;
}
