import type { StorePlugin } from "@zarrkit/plugin-api";

/**
 * Zarr in a Redis database: `redis://host:port/path`. A value is a Redis string under its key; versions are hashes of the
 * bytes, compared and written in one step by the server. Protocol: RESP, https://redis.io/docs/latest/develop/reference/protocol-spec/.
 */
export function redis() {
  return {
    kind: "store",
    api: 1,
    name: "redis",
    schemes: ["redis"],
    async load() {
      const { redisStore } = await import("./store.js");
      return {
        async open(url: string) {
          return { store: redisStore(url), path: "" };
        },
      };
    },
  } satisfies StorePlugin;
}
