import { numcodecsFixtures, withoutFixtures } from "@zarrkit/numcodecs-fixtures";
import { firstDifference } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, expect, it } from "vitest";
import * as gzip from "../src/gzip/codec.js";
import * as zlib from "../src/zlib/codec.js";

describe.each([
  ["gzip", gzip],
  ["zlib", zlib],
])("what numcodecs encoded with %s decodes equal", (id, module) => {
  const fixtures = numcodecsFixtures(id);
  if (fixtures === undefined) it.skip(`(skipped: ${withoutFixtures})`);
  for (const { name, configuration, decoded, elementSize, encoded } of fixtures ?? []) {
    it(name, async () => {
      const config = module.parse(configuration, { name: id, format: 2, path: "compressor" });
      const size = { exact: decoded.length };
      const codec = await module.bind(config, { size, elementSize }, {} as never);
      expect(firstDifference(codec.decode!(encoded, size), decoded)).toBe(-1);
      expect(firstDifference(await codec.decodeAsync!(encoded, size), decoded)).toBe(-1);
    });
  }
});
