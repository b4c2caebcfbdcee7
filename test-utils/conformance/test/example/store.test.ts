import { storeContract } from "@zarrkit/conformance";
import { it } from "vitest";
import { readOnlyStore } from "./read-only-store.js";

const cases = await storeContract(readOnlyStore, { seed: (entries) => new Map(entries) });
for (const c of cases) it(c.name, c.run);
