import { storeContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { memoryStore, type Place } from "./right/memory-store.js";

const cases = await storeContract(memoryStore, {
  seed: (entries): Place => ({
    values: new Map([...entries].map(([key, bytes]) => [key, { bytes, version: "seeded" }])),
    writes: 0,
  }),
});

describe("a right store with every method", () => {
  for (const c of cases) it(c.name, c.run);
});
