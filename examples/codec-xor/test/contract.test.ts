import { codecContract } from "@zarrkit/conformance";
import { it } from "vitest";
import { xor } from "zarr-codec-xor";

// 273.15, 273.25, 273.5 and 270 as float32, and what the codec of sample/generate.py makes of them.
const decoded = Uint8Array.of(51, 147, 136, 67, 0, 160, 136, 67, 0, 192, 136, 67, 0, 0, 135, 67);
const encoded = Uint8Array.of(51, 147, 136, 67, 51, 51, 0, 0, 0, 96, 0, 0, 0, 192, 15, 0);
const spec = { size: { exact: decoded.length }, elementSize: 4 };

const cases = await codecContract(
  xor(),
  [
    { name: "distance 4", configuration: { distance: 4 }, decoded, encoded, canonical: true, spec },
    { name: "the distance of one element", configuration: {}, decoded, encoded, canonical: true, spec },
    { name: "a distance beyond the end", configuration: { distance: 99 }, decoded, encoded: decoded, canonical: true },
  ],
  { refused: [{ name: "distance 0", configuration: { distance: 0 }, field: "distance" }] },
);
for (const c of cases) it(c.name, c.run);
