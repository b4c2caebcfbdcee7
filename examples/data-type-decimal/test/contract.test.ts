import { dataTypeContract } from "@zarrkit/conformance";
import { it } from "vitest";
import { decimal } from "zarr-data-type-decimal";

const cases = await dataTypeContract(decimal(), {
  configuration: { scale: 2 },
  refusedConfigurations: [{}, { scale: -1 }, { scale: 19 }, { scale: 2, currency: "EUR" }],
  values: [
    { value: "12.34", little: Uint8Array.of(0xd2, 4, 0, 0, 0, 0, 0, 0) },
    { value: "-0.01", little: Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255) },
    { value: "92233720368547758.07", little: Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127) },
  ],
  fills: [
    { json: "0.00", fill: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0) },
    { json: "1.5", fill: Uint8Array.of(150, 0, 0, 0, 0, 0, 0, 0), written: "1.50" },
  ],
  refusedFills: [{ json: 0n }, { json: 0.5 }, { json: "1.234" }, { json: "1e2" }, { json: "" }, { json: ".5" }],
  refusedValues: [1, 1n, "1,5", "1.234", "92233720368547758.08", "NaN", null],
});
for (const c of cases) it(c.name, c.run);
