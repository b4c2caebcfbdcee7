import type { StorePlugin } from "@zarrkit/plugin-api";

/** Named stores in memory, one per name and copy of this package: `memory://name/path`. */
export function memory(): StorePlugin {
  return {
    kind: "store",
    api: 1,
    name: "memory",
    schemes: ["memory"],
    load: () => import("./named-memory.js"),
  };
}
