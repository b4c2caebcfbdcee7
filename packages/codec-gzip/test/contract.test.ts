import { codecContract } from "@zarrkit/conformance";
import { recordedSamples } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, it } from "vitest";
import { gzip, zlib } from "../src/index.js";
import recordedGzip from "./fixtures/gzip.json" with { type: "json" };
import recordedZlib from "./fixtures/zlib.json" with { type: "json" };

const refused = [{ name: "a level that is none", configuration: { level: 10 }, field: "level" }];
for (const [plugin, recorded] of [
  [gzip(), recordedGzip],
  [zlib(), recordedZlib],
] as const) {
  const cases = await codecContract(plugin, recordedSamples(recorded), { refused });
  describe(plugin.name, () => {
    for (const c of cases) it(c.name, c.run);
  });
}
