import { storeContract } from "@zarrkit/conformance";
import { it } from "vitest";
import { sampleNameStore } from "../src/store.js";

const cases = await storeContract(sampleNameStore, { seed: (entries) => new Map<string, Uint8Array>(entries) });

for (const c of cases) it(c.name, c.run);
