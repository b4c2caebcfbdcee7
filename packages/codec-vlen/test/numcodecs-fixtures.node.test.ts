import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { numcodecsFixtures, withoutFixtures } from "@zarrkit/numcodecs-fixtures";
import { firstDifference } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, expect, it } from "vitest";
import { base64 } from "../src/index.js";
import digests from "./fixtures/digests.json" with { type: "json" };
import { plainValues, read } from "./version-2.js";

const root = join(process.env["ZARRKIT_FIXTURES"] ?? "", "numcodecs");

describe.skipIf(!existsSync(root))("numcodecs' fixtures (skipped without ZARRKIT_FIXTURES)", () => {
  for (const [id, arrays] of Object.entries(digests)) {
    const folder = join(root, id);
    for (const codec of existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("codec.")) : []) {
      const configuration = JSON.parse(readFileSync(join(folder, codec, "config.json"), "utf8"));
      it(`${id} ${codec}: every array decodes to what it was`, async () => {
        for (const [number, { sha256, ...array }] of Object.entries(arrays)) {
          // The two of json2's predecessor "json" lack the last array.
          if (configuration.id !== id && !existsSync(join(folder, codec, `encoded.${number}.dat`))) continue;
          const encoded = readFileSync(join(folder, codec, `encoded.${number}.dat`));
          const decoded = await read({ ...array, configuration }, encoded);
          const text = JSON.stringify(plainValues(decoded, id));
          expect(`${number}: ${createHash("sha256").update(text).digest("hex")}`).toBe(`${number}: ${sha256}`);
        }
      });
    }
  }
});

describe("what numcodecs wrote as base64", () => {
  const fixtures = numcodecsFixtures("base64");
  if (fixtures === undefined) it.skip(`(skipped: ${withoutFixtures})`);
  for (const { name, configuration, decoded, elementSize, encoded } of fixtures ?? []) {
    it(name, async () => {
      const module = await base64().load();
      const config = module.parse(configuration, { name: "base64", format: 2, path: "compressor" });
      const size = { exact: decoded.length };
      const codec = await module.bind(config, { size, elementSize }, {} as never);
      expect(firstDifference(codec.decode!(encoded, size), decoded)).toBe(-1);
      expect(firstDifference(codec.encode!(decoded), encoded)).toBe(-1);
    });
  }
});
