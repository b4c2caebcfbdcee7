import { codecContract } from "@zarrkit/conformance";
import { recordedSamples } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, it } from "vitest";
import { lz4 } from "../src/index.js";
import recorded from "./fixtures/lz4.json" with { type: "json" };

const samples = recordedSamples(recorded);
const refused = [{ name: "a fraction", configuration: { acceleration: 0.5 }, field: "acceleration" }];
const cases = await codecContract(lz4(), samples, { refused });
describe("lz4", () => {
  for (const c of cases) it(c.name, c.run);
});
