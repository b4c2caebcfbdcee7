import { numcodecsFixtures, withoutFixtures } from "@zarrkit/numcodecs-fixtures";
import { firstDifference } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, expect, it } from "vitest";
import { bind, parse } from "../src/codec.js";

describe("what numcodecs encoded decodes equal", () => {
  const fixtures = numcodecsFixtures("lz4");
  if (fixtures === undefined) it.skip(`(skipped: ${withoutFixtures})`);
  for (const { name, configuration, decoded, encoded } of fixtures ?? []) {
    it(name, async () => {
      const config = parse(configuration, { name: "lz4", format: 2, path: "compressor" });
      const codec = await bind(config);
      expect(firstDifference(codec.decode!(encoded, { exact: decoded.length }), decoded)).toBe(-1);
      expect(firstDifference(codec.decode!(encoded, { atMost: decoded.length + 1 }), decoded)).toBe(-1);
    });
  }
});
