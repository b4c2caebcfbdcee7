import { dataTypeContract } from "@zarrkit/conformance";
import { it } from "vitest";
import { pairPlugin } from "../right/pair-type.js";

const cases = await dataTypeContract(pairPlugin(), {
  values: [
    { value: [1, -2], little: Uint8Array.of(1, 0, 0xfe, 0xff), big: Uint8Array.of(0, 1, 0xff, 0xfe) },
    { value: [0, 0], little: new Uint8Array(4) },
  ],
  fills: [{ json: [1n, -2n], fill: Uint8Array.of(1, 0, 0xfe, 0xff) }],
  refusedFills: [{ json: [1n] }, { json: [1.5, 2n] }, { json: 1n, format: 2 }],
  refusedValues: [[1], "1, -2"],
});
for (const c of cases) it(c.name, c.run);
