import { type StorePlugin, ZarrError } from "@zarrkit/plugin-api";
import type { FsOptions } from "./options.js";

export type { FsOptions } from "./options.js";

/** Stands in for `fs()` in bundles for browsers, so that code for both places can be bundled: it opens nothing. */
export function fs(_options: FsOptions = {}) {
  return {
    kind: "store",
    api: 1,
    name: "fs",
    schemes: ["file"],
    async load() {
      return {
        async open(url: string) {
          throw new ZarrError(
            "unsupported",
            `A page cannot open ${url}: serve the directory over HTTP, or let the user choose it and pass directoryStore(handle) of @zarrkit/store-fs/directory.`,
            { fields: { url } },
          );
        },
      };
    },
  } satisfies StorePlugin;
}
