import { codecContract } from "@zarrkit/conformance";
import { recordedSamples } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, it } from "vitest";
import { lzma } from "../src/index.js";
import recorded from "./fixtures/lzma.json" with { type: "json" };

const samples = recordedSamples(recorded);
const refused = [{ name: "a format that is none", configuration: { format: 4 }, field: "format" }];
const cases = await codecContract(lzma(), samples, { refused });
describe("lzma", () => {
  for (const c of cases) it(c.name, c.run);
});
