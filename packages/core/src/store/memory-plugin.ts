import type { Bytes, Key, StorePlugin } from "@zarrkit/plugin-api";

/** Named stores in memory, one per name and copy of this package: `memory://name/path`. */
export function memory(): StorePlugin {
  return {
    kind: "store",
    api: 1,
    name: "memory",
    schemes: ["memory"],
    load: async () => ({
      async open(url) {
        const [name = "", ...path] = url.replace(/^memory:(\/\/)?/, "").split("/");
        let map = named.get(name);
        if (!map) named.set(name, (map = new Map()));
        return { store: map, path: path.filter((part) => part !== "").join("/") };
      },
    }),
  };
}

const named = /* @__PURE__ */ new Map<string, Map<Key, Bytes>>();
