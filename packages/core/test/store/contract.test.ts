import { storeContract } from "@zarrkit/conformance";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { describe, it } from "vitest";
import { memoryStore } from "../../src/store/memory.js";
import { toStore } from "../../src/store/wrap.js";

const seed = (entries: ReadonlyMap<Key, Bytes>) => new Map(entries);
const contracts = {
  "the memory store": await storeContract(memoryStore, { seed }),
  "a Map": await storeContract(toStore, { seed }),
};

for (const [name, cases] of Object.entries(contracts)) {
  describe(name, () => {
    for (const c of cases) it(c.name, c.run);
  });
}
