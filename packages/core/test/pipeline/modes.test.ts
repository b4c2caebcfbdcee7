import type { BytesToBytes } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { allocateView } from "../../src/shape/view.js";
import { counted, flip, flipLater, flipped, laterBytes, plusOne } from "../doubles/codecs.js";
import { bound, int16Spec, little } from "./bound.js";

const transposed = { name: "transpose", configuration: { order: [1, 0] } };
const spec = int16Spec(2, 3);
const elements = (view: { data: unknown }) => [...(view.data as Int16Array)];

/** flip() with both modes, which writes down which one was taken. */
function both(asyncFrom: number, taken: string[]) {
  const modes: Partial<BytesToBytes> = {
    asyncFrom,
    decode(source) {
      taken.push("sync");
      return flipped(source);
    },
    async decodeAsync(source) {
      taken.push("async");
      return flipped(source);
    },
    encodeAsync: async (source) => flipped(source),
  };
  return flip("both", modes);
}

describe("a pipeline", () => {
  it("of synchronous codecs is one synchronous function", async () => {
    for (const codecs of [[little], [little, flip()], [transposed, plusOne(), little, flip()]]) {
      const pipeline = await bound(codecs, spec);
      const decoded = allocateView(spec.dataType, spec.shape);
      expect(pipeline.decodeInto!(pipeline.encode!(counted("int16", [2, 3])), decoded)).toBeUndefined();
      expect(elements(decoded)).toEqual([0, 1, 2, 3, 4, 5]);
    }
  });

  it.each([
    ["bytes → bytes", [little, flipLater()]],
    ["bytes → bytes between others", [transposed, little, flip(), flipLater(), flip("again")]],
    ["array → bytes", [laterBytes()]],
    ["array → bytes among others", [plusOne(), transposed, laterBytes(), flip()]],
  ])("with an asynchronous codec (%s) offers no synchronous mode", async (_, codecs) => {
    const pipeline = await bound(codecs, spec);
    expect(pipeline.decodeInto).toBeUndefined();
    expect(pipeline.encode).toBeUndefined();
    const decoded = allocateView(spec.dataType, spec.shape);
    const encoded = await pipeline.encodeAsync!(counted("int16", [2, 3]));
    await pipeline.decodeIntoAsync!(encoded, decoded);
    expect(elements(decoded)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("asks an asynchronous codec for the region alone", async () => {
    const pipeline = await bound([plusOne(), transposed, laterBytes()], spec);
    const encoded = await pipeline.encodeAsync!(counted("int16", [2, 3]));
    const part = allocateView(spec.dataType, [2, 2]);
    await pipeline.decodeIntoAsync!(encoded, part, { start: [0, 0], shape: [2, 2], step: [1, 2] });
    expect(elements(part)).toEqual([0, 2, 3, 5]);
  });

  it("takes a codec's asynchronous mode from the size at which it pays, and the synchronous one below", async () => {
    for (const [asyncFrom, mode] of [
      [12, "async"],
      [13, "sync"],
    ] as const) {
      const taken: string[] = [];
      const pipeline = await bound([little, both(asyncFrom, taken)], spec);
      const decoded = allocateView(spec.dataType, spec.shape);
      const encoded = await (pipeline.encode?.(counted("int16", [2, 3])) ??
        pipeline.encodeAsync!(counted("int16", [2, 3])));
      if (pipeline.decodeInto) pipeline.decodeInto(encoded, decoded);
      else await pipeline.decodeIntoAsync!(encoded, decoded);
      expect(taken).toEqual([mode]);
      expect(pipeline.decodeInto !== undefined).toBe(mode === "sync");
      expect(elements(decoded)).toEqual([0, 1, 2, 3, 4, 5]);
    }
  });

  it("hands the caller's signal to asynchronous codecs", async () => {
    const pipeline = await bound([little, flipLater()], spec);
    const encoded = await pipeline.encodeAsync!(counted("int16", [2, 3]));
    const decoded = allocateView(spec.dataType, spec.shape);
    await expect(pipeline.decodeIntoAsync!(encoded, decoded, undefined, AbortSignal.abort())).rejects.toThrow();
  });
});

describe("a codec that is an instance of a class", () => {
  class Plain {
    readonly encodedSize = { exact: 12 };
    #calls = 0;
    encode(source: Parameters<typeof spec.dataType.store>[0]) {
      this.#calls++;
      const result = new Uint8Array(12);
      spec.dataType.store(source, "little", result);
      return result;
    }
    decodeInto(source: Uint8Array, destination: Parameters<typeof spec.dataType.load>[2]) {
      this.#calls++;
      spec.dataType.load(source, "little", destination);
    }
    ranges() {
      return [{ offset: 0, length: this.#calls }];
    }
    decodeRanges() {}
  }

  it("works alone and among others, its methods called on it", async () => {
    const { codecPlugin } = await import("../doubles/plugins.js");
    for (const codecs of [[], [flip()]]) {
      const pipeline = await bound([codecPlugin("plain", "array-bytes", () => new Plain()), ...codecs], spec);
      const decoded = allocateView(spec.dataType, spec.shape);
      pipeline.decodeInto!(pipeline.encode!(counted("int16", [2, 3])), decoded);
      expect(elements(decoded)).toEqual([0, 1, 2, 3, 4, 5]);
      if (codecs.length === 0) expect(pipeline.ranges!({ start: [], shape: [] })).toEqual([{ offset: 0, length: 2 }]);
    }
  });
});
