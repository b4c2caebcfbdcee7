import { numcodecsFixtures, withoutFixtures } from "@zarrkit/numcodecs-fixtures";
import { firstDifference } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, expect, it } from "vitest";
import { adler32, crc32, crc32c } from "../src/index.js";

describe.each([
  ["crc32c", crc32c()],
  ["crc32", crc32()],
  ["adler32", adler32()],
])("what numcodecs encoded with %s", (id, plugin) => {
  const fixtures = numcodecsFixtures(id);
  if (fixtures === undefined) it.skip(`(skipped: ${withoutFixtures})`);
  for (const { name, configuration, decoded, elementSize, encoded } of fixtures ?? []) {
    it(`decodes and encodes equal: ${name}`, async () => {
      const module = await plugin.load();
      const config = module.parse(configuration, { name: id, format: 2, path: "compressor" });
      const size = { exact: decoded.length };
      const codec = await module.bind(config, { size, elementSize }, {} as never);
      expect(firstDifference(codec.decode!(encoded, size), decoded)).toBe(-1);
      expect(firstDifference(codec.encode!(decoded), encoded)).toBe(-1);
    });
  }
});
