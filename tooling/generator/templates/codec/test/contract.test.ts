import { codecContract } from "@zarrkit/conformance";
import { it } from "vitest";
import { sampleName } from "../src/index.js";

const cases = await codecContract(sampleName(), [
  { name: "the default mask", decoded: Uint8Array.of(0, 1, 255), encoded: Uint8Array.of(255, 254, 0), canonical: true },
  { name: "mask 15", configuration: { mask: 15 }, decoded: Uint8Array.of(1, 2), encoded: Uint8Array.of(14, 13) },
]);

for (const c of cases) it(c.name, c.run);
