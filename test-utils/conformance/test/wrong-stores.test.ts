import { storeContract } from "@zarrkit/conformance";
import { describe, expect, it } from "vitest";
import { type Place } from "./right/memory-store.js";
import { wrongStores } from "./wrong/stores.js";

describe("the store contract catches a store that", () => {
  for (const { name, caughtBy, make } of wrongStores) {
    it(`${name}, by "${caughtBy}"`, async () => {
      const cases = await storeContract(make, {
        seed: (entries): Place => ({
          values: new Map([...entries].map(([key, bytes]) => [key, { bytes, version: "seeded" }])),
          writes: 0,
        }),
      });
      const caught = cases.find((c) => c.name === caughtBy);
      expect(caught, "the case must be among those chosen").toBeDefined();
      await expect(caught?.run()).rejects.toThrow();
    });
  }

  it("is proven by at least 25 wrong ones", () => expect(wrongStores.length).toBeGreaterThanOrEqual(25));
});
