import { type DataTypeSamples, dataTypeContract, sampleType } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { pairPlugin, pairSamples } from "./right/pair-type.js";

const uint16: DataTypeSamples = {
  values: [
    { value: 258, little: Uint8Array.of(2, 1), big: Uint8Array.of(1, 2) },
    { value: 0, little: Uint8Array.of(0, 0) },
    { value: 65535, little: Uint8Array.of(255, 255) },
    { value: 1, little: Uint8Array.of(1, 0) },
  ],
  fills: [],
  refusedFills: [{ json: "1" }],
  refusedValues: ["1", null, 1n],
};

const text: DataTypeSamples = {
  values: [{ value: "a" }, { value: "größe" }],
  fills: [
    { json: "", fill: "" },
    { json: "x", fill: "x", format: 2 },
  ],
  refusedFills: [{ json: 0n }],
  refusedValues: [1, null],
};

const contracts = {
  "a pair of numbers": await dataTypeContract(pairPlugin(), pairSamples),
  "the kit's uint16": await dataTypeContract(sampleType("uint16"), uint16),
  "the kit's string": await dataTypeContract(sampleType("string"), text),
};

for (const [name, cases] of Object.entries(contracts)) {
  describe(`a right data type, ${name}`, () => {
    for (const c of cases) it(c.name, c.run);
  });
}
