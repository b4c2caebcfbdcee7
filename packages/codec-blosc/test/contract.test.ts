import { codecContract } from "@zarrkit/conformance";
import { recordedSamples } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, it } from "vitest";
import { blosc } from "../src/index.js";
import recorded from "./fixtures/blosc.json" with { type: "json" };

const samples = recordedSamples(recorded);
const refused = [
  {
    name: "a compressor that is none",
    configuration: { cname: "gzip", clevel: 5, shuffle: "noshuffle", blocksize: 0 },
    field: "cname",
  },
];
const cases = await codecContract(blosc(), samples, { refused });
describe("blosc", () => {
  for (const c of cases) it(c.name, c.run);
});
