import { codecContract } from "@zarrkit/conformance";
import { it } from "vitest";
import { runsPlugin } from "../right/runs-codec.js";

const decoded = Uint8Array.of(7, 7, 7, 9);
const encoded = Uint8Array.of(4, 0, 0, 0, 0xcf, 0x26, 0x92, 0x3f, 3, 7, 1, 9);

const cases = await codecContract(runsPlugin(), [
  { name: "short runs", configuration: { longest: 2 }, decoded },
  { name: "long runs", configuration: { longest: 255 }, decoded, encoded, verified: true },
]);
for (const c of cases) it(c.name, c.run);
