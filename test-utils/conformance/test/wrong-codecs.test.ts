import { describe, expect, it } from "vitest";
import { wrongArrayCodecs } from "./wrong/array-codecs.js";
import { wrongBytesCodecs } from "./wrong/bytes-codecs.js";

const wrongCodecs = [...wrongBytesCodecs, ...wrongArrayCodecs];

describe("the codec contract catches a codec that", () => {
  for (const { name, caughtBy, cases } of wrongCodecs) {
    it(`${name}, by "${caughtBy}"`, async () => {
      const caught = (await cases()).find((c) => c.name === caughtBy);
      expect(caught, "the case must be among those chosen").toBeDefined();
      await expect(caught?.run()).rejects.toThrow();
    });
  }

  it("is proven by at least 25 wrong ones", () => expect(wrongCodecs.length).toBeGreaterThanOrEqual(25));
});
