import type { StorePlugin } from "@zarrkit/plugin-api";
import type { FsOptions } from "./options.js";

export type { FsOptions } from "./options.js";

/**
 * Zarr on disk, on Node: `file:` URLs and plain paths. A key is the path of a file below the root. Readers never see half
 * a write: a value is written beside its place and renamed onto it. Checked against directories that zarr-python wrote.
 *
 * ```ts
 * registry.register(fs({ fsync: true }));
 * ```
 */
export function fs(options: FsOptions = {}) {
  return {
    kind: "store",
    api: 1,
    name: "fs",
    schemes: ["file", ""],
    async load() {
      const { openFs } = await import("./store.js");
      return { open: (url: string) => openFs(url, options) };
    },
  } satisfies StorePlugin;
}
