import { codecContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { n5 } from "../src/index.js";
import { bigEndian, blocksOf, compressions, configurationOf, larger, spec, tools, transpose } from "./blocks.js";

const whole = Int16Array.of(0, 1, 3, 4, 6, 7, 9, 10);
const little = { name: "bytes", configuration: { endian: "little" } };
const list = (...codecs: unknown[]) => ({ configuration: { codecs } });

describe("n5_default", async () => {
  const samples = compressions.flatMap((compression) => [
    {
      name: `${compression}, a whole block`,
      ...{ spec, configuration: configurationOf(compression), canonical: compression === "raw" },
      ...{ decoded: whole, encoded: blocksOf(compression, "padded").get("0/0")! },
    },
    {
      name: `${compression}, a truncated block`,
      ...{ spec, configuration: configurationOf(compression) },
      ...{ decoded: Int16Array.of(2, -1, 5, -1, 8, -1, 11, -1) },
      encoded: blocksOf(compression, "truncated").get("0/1")!,
    },
    {
      name: `${compression}, a larger block`,
      ...{ spec, configuration: configurationOf(compression) },
      ...{ decoded: Int16Array.of(0, 1, 100, 101, 200, 201, 300, 301), encoded: larger(compression) },
    },
  ]);
  const cases = await codecContract(n5(), samples, {
    tools,
    refused: [
      { name: "no codecs", configuration: {}, field: "codecs" },
      { name: "no transpose", ...list(bigEndian), field: "codecs" },
      { name: "four codecs", ...list(transpose, bigEndian, "gzip", "gzip"), field: "codecs" },
      { name: "the two turned round", ...list(bigEndian, transpose), field: "codecs[0]" },
      { name: "another leaf", ...list(transpose, "packbits"), field: "codecs[1]" },
      {
        name: "a transposition that changes nothing",
        ...list({ name: "transpose", configuration: { order: [0, 1] } }, bigEndian),
        field: "codecs[0].configuration.order",
      },
      { name: "little-endian", ...list(transpose, little), field: "codecs[1].configuration.endian" },
      { name: "no byte order for two bytes", ...list(transpose, "bytes"), field: "codecs", spec },
      { name: "a second leaf", ...list(transpose, bigEndian, "bytes"), field: "codecs", spec },
      {
        name: "another number of axes",
        ...list({ name: "transpose", configuration: { order: [2, 1, 0] } }, bigEndian),
        ...{ field: "codecs[0].configuration.order", spec },
      },
      { name: "a chunk beyond the header", ...list(transpose, "bytes"), spec: { ...spec, shape: [2 ** 33, 1] } },
    ],
  });
  for (const c of cases) it(c.name, c.run);
});
