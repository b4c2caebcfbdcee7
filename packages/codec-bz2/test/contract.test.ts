import { codecContract } from "@zarrkit/conformance";
import { recordedSamples } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, it } from "vitest";
import { bz2 } from "../src/index.js";
import recorded from "./fixtures/bz2.json" with { type: "json" };

const samples = recordedSamples(recorded);
const refused = [{ name: "a level that is none", configuration: { level: 0 }, field: "level" }];
const cases = await codecContract(bz2(), samples, { refused });
describe("bz2", () => {
  for (const c of cases) it(c.name, c.run);
});
