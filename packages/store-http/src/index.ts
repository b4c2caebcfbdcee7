import type { StorePlugin } from "@zarrkit/plugin-api";
import type { HttpOptions } from "./options.js";

export type { HttpOptions, HttpRequest } from "./options.js";

/**
 * Zarr over HTTP and HTTPS, read-only: whole values and byte ranges through `fetch`, in browsers, workers, Node, Deno and
 * Bun. Rules: RFC 9110 (HTTP semantics: ranges, Retry-After) and the Fetch standard (which requests need no preflight).
 * Checked against the fault table in `test/`, run in Node and in Chromium.
 *
 * ```ts
 * registry.register(http({ forbidden: "missing" }));
 * ```
 */
export function http(options: HttpOptions = {}) {
  return {
    kind: "store",
    api: 1,
    name: "http",
    schemes: ["http", "https"],
    async load() {
      const { openHttp } = await import("./store.js");
      return { open: async (url: string) => openHttp(url, options) };
    },
  } satisfies StorePlugin;
}
