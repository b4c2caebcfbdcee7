import { codecContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { conditional } from "../src/index.js";
import { chunk, codecs, decoded, tools } from "./chunks.js";

const spec = { size: { exact: decoded.length }, elementSize: 4 };
const names = ["neither", "shuffle", "gzip", "both"] as const;

describe("conditional", async () => {
  const cases = await codecContract(
    conditional(),
    [
      { name: "two codecs", spec, configuration: { codecs, header_bits: 8 }, decoded, encoded: names.map(chunk) },
      { name: "a wide header", spec, configuration: { codecs, header_bits: 24 }, decoded, encoded: chunk("wide") },
      {
        name: "shuffle alone",
        ...{ spec, configuration: { codecs: codecs.slice(0, 1), header_bits: 8 }, canonical: true },
        ...{ decoded, encoded: chunk("shuffle") },
      },
    ],
    {
      tools,
      refused: [
        { name: "no codecs", configuration: {}, field: "codecs" },
        { name: "a codec without a name", configuration: { codecs: [{}] }, field: "codecs[0]" },
        { name: "no whole bytes", configuration: { codecs, header_bits: 12 }, field: "header_bits" },
        { name: "fewer bits than codecs", configuration: { codecs, header_bits: 0 }, field: "header_bits" },
        { name: "a negative header", configuration: { codecs: [], header_bits: -8 }, field: "header_bits" },
        { name: "a header beyond reason", configuration: { codecs, header_bits: 2 ** 40 }, field: "header_bits" },
        { name: "a codec of arrays", configuration: { codecs: [...codecs, "bytes"] }, field: "codecs[2]", spec },
      ],
    },
  );
  for (const c of cases) it(c.name, c.run);
});
