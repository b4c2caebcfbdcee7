import "fake-indexeddb/auto";
import { storeContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { indexeddbStore } from "../src/store.js";
import { remove, seed } from "./database.js";

describe("store-indexeddb over fake-indexeddb keeps the contract of stores:", async () => {
  for (const c of await storeContract(indexeddbStore, { seed, close: remove })) it(c.name, c.run);
});
