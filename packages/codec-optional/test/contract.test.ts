import { codecContract, dataTypeContract } from "@zarrkit/conformance";
import { describe, it } from "vitest";
import { optional, optionalType } from "../src/index.js";
import { optionalChunk, tools } from "./optional-chunk.js";
import { innerNested, innerPlain, nestedChunks, plainChunks } from "./zarrs-chunks.js";

const plain = await optionalChunk(innerPlain, [2, 2], null);
const nested = await optionalChunk(innerNested, [2, 2], [null]);
const littleEndian = [{ name: "bytes", configuration: { endian: "little" } }];
const packed = { mask_codecs: ["packbits"], data_codecs: littleEndian };
const packedTwice = { mask_codecs: ["packbits"], data_codecs: [{ name: "optional", configuration: packed }] };
const texts = await optionalChunk({ name: "string" }, [3], null);

describe("the codec zarrs.optional", async () => {
  const cases = await codecContract(
    optional(),
    [
      ...plainChunks.map(({ name, decoded, encoded }) => ({
        ...{ name: `uint8, chunk ${name}`, spec: plain, configuration: packed, canonical: true },
        ...{ decoded, encoded },
      })),
      ...nestedChunks.map(({ name, decoded, encoded }) => ({
        ...{ name: `optional of uint8, chunk ${name}`, spec: nested, configuration: packedTwice, canonical: true },
        ...{ decoded, encoded },
      })),
      {
        name: "texts",
        spec: texts,
        configuration: { mask_codecs: ["bytes"], data_codecs: ["vlen-utf8"] },
        decoded: ["a", null, "😀"],
      },
    ],
    {
      tools,
      refused: [
        { name: "no codecs of the mask", configuration: { data_codecs: littleEndian }, field: "mask_codecs" },
        { name: "no codecs of the data", configuration: { mask_codecs: ["bytes"] }, field: "data_codecs" },
        { name: "a codec without a name", configuration: { ...packed, data_codecs: [{}] }, field: "data_codecs[0]" },
        { name: "two makers of bytes", configuration: { ...packed, data_codecs: ["bytes", "bytes"] }, spec: plain },
      ],
    },
  );
  for (const c of cases) it(c.name, c.run);
});

describe("the data type zarrs.optional", async () => {
  const cases = await dataTypeContract(optionalType(), {
    configuration: { name: "float32", configuration: {} },
    refusedConfigurations: [{}, { name: 5 }, { name: "float32", more: 1 }, { name: "no-such-type" }],
    values: [{ value: null }, { value: 0.5 }, { value: Number.NaN }],
    fills: [
      { json: null, fill: null },
      { json: [0.5], fill: 0.5 },
    ],
    refusedFills: [{ json: 0.5 }, { json: [] }, { json: [1, 2] }, { json: ["5"] }, { json: "null" }],
    refusedValues: [undefined, "5", [5]],
  });
  for (const c of cases) it(c.name, c.run);
});
