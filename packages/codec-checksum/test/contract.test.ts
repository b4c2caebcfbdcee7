import { codecContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import * as checksums from "../src/index.js";

const decoded = Uint8Array.from({ length: 100 }, (_, i) => (i * i) >> 3);

for (const plugin of Object.values(checksums).map((checksum) => checksum())) {
  const located = {
    name: "an unknown place",
    configuration: { location: "middle" },
    format: 2,
    field: "location",
  } as const;
  const refused = /fletcher|jenkins/.test(plugin.name) ? [] : [located];
  describe(plugin.name, async () => {
    const cases = await codecContract(plugin, [{ name: "bytes", decoded, verified: true }], { refused });
    for (const c of cases) it(c.name, c.run);
  });
}
