import type { CodecPlugin } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { allocateView } from "../../src/shape/view.js";
import { counted, flip, laterBytes, plusOne } from "../doubles/codecs.js";
import { codecPlugin } from "../doubles/plugins.js";
import { bound, int16Spec, little } from "./bound.js";

const spec = int16Spec(2, 3);
const broken = () => {
  throw new TypeError("the engine says no");
};

const failing: readonly CodecPlugin[] = [
  flip("bytes → bytes", { encode: broken, decode: broken }),
  flip("bytes → bytes, asynchronous", {
    asyncFrom: 0,
    encode: broken,
    decodeAsync: async () => broken(),
    encodeAsync: async () => broken(),
  }),
  codecPlugin("array → array", "array-array", (_, encodedSpec) => ({ encodedSpec, encode: broken, decode: broken })),
  codecPlugin("array → bytes", "array-bytes", () => ({
    encodedSize: { exact: 12 },
    encode: broken,
    decodeInto: broken,
  })),
  codecPlugin("array → bytes, asynchronous", "array-bytes", () => ({
    encodedSize: { exact: 12 },
    encodeAsync: async () => broken(),
    decodeIntoAsync: async () => broken(),
  })),
];

describe("what a codec throws becomes an error that names it", () => {
  for (const codec of failing) {
    for (const others of ["alone", "among others"]) {
      it(`${codec.name}, ${others}`, async () => {
        const around = others === "alone" ? [] : [plusOne()];
        const list =
          codec.stage === "array-array"
            ? [...around, codec, little]
            : codec.stage === "array-bytes"
              ? [...around, codec]
              : [...around, little, codec];
        const pipeline = await bound(list, spec);
        const expected = {
          code: "codec-failed",
          message: `Codec "${codec.name}" failed: the engine says no`,
          fields: { codec: codec.name },
          cause: new TypeError("the engine says no"),
        };
        const view = allocateView(spec.dataType, spec.shape);
        // Behind plus-one the elements take four bytes.
        const source = new Uint8Array(others === "alone" || codec.stage === "array-bytes" ? 12 : 24);
        const decode = async () =>
          pipeline.decodeInto ? pipeline.decodeInto(source, view) : pipeline.decodeIntoAsync!(source, view);
        const encode = async () =>
          pipeline.encode ? pipeline.encode(counted("int16", [2, 3])) : pipeline.encodeAsync!(counted("int16", [2, 3]));
        await expect(decode()).rejects.toMatchObject(expected);
        await expect(encode()).rejects.toMatchObject(expected);
      });
    }
  }

  it("an error that the codec made itself stays as it is", async () => {
    const { ZarrError } = await import("@zarrkit/plugin-api");
    const own = new ZarrError("limit-exceeded", "own words", { fields: { codec: "own" } });
    const pipeline = await bound(
      [
        little,
        flip("own", {
          decode: () => {
            throw own;
          },
        }),
      ],
      spec,
    );
    expect(() => pipeline.decodeInto!(new Uint8Array(12), allocateView(spec.dataType, spec.shape))).toThrow(own);
  });

  it("a chunk that cannot be bound says so when it is bound, not later", async () => {
    await expect(bound([{ name: "bytes" }], spec)).rejects.toMatchObject({
      code: "invalid-metadata",
      message: 'codecs[0].configuration.endian: is required for data type int16: "little" or "big"',
    });
    await expect(bound([laterBytes(), flip("x", { encodedSize: broken })], spec)).rejects.toThrow("the engine says no");
  });
});
