import { storeContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { opfsStore } from "../src/store.js";
import { remove, seed } from "./folder.js";

describe("store-opfs in Chromium keeps the contract of stores:", async () => {
  for (const c of await storeContract(opfsStore, { seed, close: remove })) it(c.name, c.run);
});
