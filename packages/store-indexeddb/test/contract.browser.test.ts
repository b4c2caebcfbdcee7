import { storeContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { indexeddbStore } from "../src/store.js";
import { remove, seed } from "./database.js";

describe.each([{}, { durability: "strict" as const }])(
  "store-indexeddb with %o in Chromium keeps the contract of stores:",
  async (options) => {
    const cases = await storeContract((name) => indexeddbStore(name, options), { seed, close: remove });
    for (const c of cases) it(c.name, c.run);
  },
);
