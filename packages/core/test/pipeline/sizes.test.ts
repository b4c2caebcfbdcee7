import type { Size } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../src/pipeline/limits.js";
import { allocateView } from "../../src/shape/view.js";
import { flip, pad } from "../doubles/codecs.js";
import { codecPlugin } from "../doubles/plugins.js";
import { dataTypeOf } from "../dtype/resolve.js";
import { bound, int16Spec, little } from "./bound.js";

const spec = int16Spec(2, 3);
const decodeWith = async (codecs: Parameters<typeof bound>[0], source: Uint8Array) => {
  const pipeline = await bound(codecs, spec);
  const view = allocateView(spec.dataType, spec.shape);
  if (pipeline.decodeInto) pipeline.decodeInto(source, view);
  else await pipeline.decodeIntoAsync!(source, view);
};

describe("sizes are checked at every stage, whatever the codecs think", () => {
  it.each([11, 13, 0, 24])("an uncompressed chunk of %i bytes instead of 12", async (length) => {
    await expect(decodeWith([little], new Uint8Array(length))).rejects.toMatchObject({
      code: "codec-failed",
      message: `The chunk has ${length} bytes where shape [2,3] of int16 takes 12.`,
      fields: { codec: "bytes" },
    });
  });

  it.each([11, 13, 0])("a codec that decodes to %i bytes instead of 12", async (length) => {
    const wrong = flip("wrong", { decode: () => new Uint8Array(length) });
    await expect(decodeWith([little, wrong], new Uint8Array(12))).rejects.toMatchObject({
      code: "codec-failed",
      message: `Codec "wrong" decoded ${length} bytes where 12 were expected.`,
      fields: { codec: "wrong" },
    });
  });

  it("an asynchronous one", async () => {
    const wrong = flip("wrong", {
      asyncFrom: 0,
      decodeAsync: async () => new Uint8Array(13),
      encodeAsync: async (source) => source,
    });
    await expect(decodeWith([little, wrong], new Uint8Array(12))).rejects.toThrow(
      'Codec "wrong" decoded 13 bytes where 12 were expected.',
    );
  });

  it("one in the middle, against its own size", async () => {
    const wrong = flip("wrong", { decode: () => new Uint8Array(12) });
    await expect(decodeWith([little, pad(3), wrong], new Uint8Array(15))).rejects.toThrow(
      'Codec "wrong" decoded 12 bytes where 15 were expected.',
    );
  });

  it("a bound that is not exact may be stayed below, not exceeded", async () => {
    const loose = (length: number) => [
      codecPlugin("vlen", "array-bytes", () => ({
        encodedSize: { atMost: 20 },
        encode: () => new Uint8Array(5),
        decodeInto: () => undefined,
      })),
      flip("inner", { decode: () => new Uint8Array(length) }),
    ];
    await decodeWith(loose(20), new Uint8Array(9));
    await decodeWith(loose(0), new Uint8Array(9));
    await expect(decodeWith(loose(21), new Uint8Array(9))).rejects.toThrow(
      'Codec "inner" decoded 21 bytes where at most 20 were expected.',
    );
  });

  it("every codec is told its bound before it decodes", async () => {
    const told: Size[] = [];
    const watching = flip("watching", {
      decode(source, size) {
        told.push(size);
        return source;
      },
    });
    await decodeWith([little, watching, pad(2), { ...watching, name: "watching-too" }], new Uint8Array(14)).catch(
      () => 0,
    );
    expect(told).toEqual([{ exact: 14 }, { exact: 12 }]);
  });
});

describe("limits", () => {
  const huge = (...shape: number[]) => bound([little], int16Spec(...shape));

  it("a chunk that decodes to more than the limit is refused before anything is read", async () => {
    await expect(huge(2 ** 15, 2 ** 15)).rejects.toMatchObject({
      code: "limit-exceeded",
      message:
        "A chunk of shape [32768,32768] and data type int16 decodes to 2147483648 bytes, more than the limit of " +
        `${defaultLimits.decodedBytes}: raise \`limits.decodedBytes\` if the data is trusted.`,
    });
    await expect(huge(2 ** 14, 2 ** 15)).resolves.toBeDefined();
  });

  it("elements that vary in size count as what they take in memory, empty or not", async () => {
    const nothing = { encodedSize: { atMost: 9 }, encode: () => new Uint8Array(0), decodeInto() {} };
    const strings = codecPlugin("strings", "array-bytes", () => nothing);
    const dataType = await dataTypeOf("string");
    const chunk = (length: number) => bound([strings], { shape: [length], dataType, fillValue: "" });
    await expect(chunk(2 ** 26)).rejects.toMatchObject({
      code: "limit-exceeded",
      message: expect.stringContaining("data type string decodes to 2147483648 bytes"),
    });
    await expect(chunk(2 ** 25)).resolves.toBeDefined();
  });

  it("a chunk with more elements than can be counted too", async () => {
    await expect(huge(2 ** 30, 2 ** 30)).rejects.toMatchObject({ code: "limit-exceeded" });
  });
});
