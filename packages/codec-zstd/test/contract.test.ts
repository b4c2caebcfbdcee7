import { codecContract } from "@zarrkit/conformance";
import { recordedSamples } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, it } from "vitest";
import { zstd } from "../src/index.js";
import recorded from "./fixtures/zstd.json" with { type: "json" };

const samples = recordedSamples(recorded);
const refused = [{ name: "a level that is none", configuration: { level: 23 }, field: "level" }];
const cases = await codecContract(zstd(), samples, { refused });
describe("zstd", () => {
  for (const c of cases) it(c.name, c.run);
});
