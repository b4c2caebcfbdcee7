import { describe, expect, it } from "vitest";
import { allocateView } from "../../src/shape/view.js";
import { borrowing, counted, flip, flipLater, flipped, pad } from "../doubles/codecs.js";
import { codecPlugin } from "../doubles/plugins.js";
import { bound, int16Spec, little } from "./bound.js";

const spec = int16Spec(2, 3);
const decodedBy = async (codecs: Parameters<typeof bound>[0]) => {
  const pipeline = await bound(codecs, spec);
  const source = counted("int16", [2, 3]);
  const encoded = pipeline.encode ? pipeline.encode(source) : await pipeline.encodeAsync!(source);
  const view = allocateView(spec.dataType, spec.shape);
  if (pipeline.decodeInto) pipeline.decodeInto(encoded, view);
  else await pipeline.decodeIntoAsync!(encoded, view);
  return [...(view.data as unknown as Int16Array)];
};
const right = [0, 1, 2, 3, 4, 5];

describe("results that lie in an engine's memory", () => {
  it("are read where they lie by the codec that makes arrays", async () => {
    expect(await decodedBy([little, borrowing("a", new Uint8Array(64))])).toEqual(right);
  });

  it("are not lost when the next codec works in the same memory", async () => {
    const memory = new Uint8Array(64);
    expect(await decodedBy([little, borrowing("a", memory), borrowing("b", memory)])).toEqual(right);
    expect(await decodedBy([little, borrowing("a", memory), pad(2), borrowing("b", memory), flip()])).toEqual(right);
  });

  it("are handed to the next codec where they lie, and lent on by one that answers its source", async () => {
    const memory = new Uint8Array(64);
    let seen: ArrayBufferLike | undefined;
    const looking = codecPlugin("looking", "bytes-bytes", () => ({
      encodedSize: (size) => size,
      result: "source",
      encode: (source) => source,
      decode(source) {
        seen = source.buffer;
        return source;
      },
    }));
    expect(await decodedBy([little, looking, borrowing("a", memory)])).toEqual(right);
    expect(seen).toBe(memory.buffer);
  });

  it("are not lost over an await", async () => {
    const memory = new Uint8Array(64);
    const codecs = [little, borrowing("a", memory), flipLater(), borrowing("b", memory)];
    expect(await Promise.all([decodedBy(codecs), decodedBy(codecs)])).toEqual([right, right]);
  });

  it("are not lost when the codec that makes arrays decodes inner chunks with the same engine", async () => {
    const memory = new Uint8Array(64);
    const shards = codecPlugin("shards", "array-bytes", async (_, chunk, tools) => {
      const inner = await tools.bindPipeline(
        [little, { name: "a" }],
        { ...chunk, shape: [3] },
        {
          name: "shards",
          format: 3,
          path: "codecs[0].configuration.codecs",
        },
      );
      return {
        encodedSize: { exact: 12 },
        encode: () => Uint8Array.of(...flipped(Uint8Array.of(0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0))),
        decodeInto(source, destination) {
          for (const row of [0, 1]) {
            const view = { ...destination, offset: destination.offset + 3 * row, shape: [3], strides: [1] };
            inner.decodeInto!(source.subarray(6 * row, 6 * row + 6), view);
          }
        },
      };
    });
    // The inner codec "a" is found because the outer list names it too.
    expect(await decodedBy([shards, borrowing("a", memory)])).toEqual(right);
  });
});

describe("inner lists of bytes → bytes codecs", () => {
  const innerBytes = async (...names: string[]) => {
    const memory = new Uint8Array(64);
    let inner: Awaited<ReturnType<Parameters<Parameters<typeof codecPlugin>[2] & object>[2]["bindBytes"]>> | undefined;
    const outer = codecPlugin("outer", "array-bytes", async (_, _chunk, tools) => {
      const origin = { name: "outer", format: 3, path: "codecs[0]" } as const;
      inner = await tools.bindBytes(
        names.map((name) => ({ name })),
        { size: { exact: 4 }, elementSize: 1 },
        origin,
      );
      return { encodedSize: { exact: 0 }, encode: (source) => source.data as never, decodeInto: () => undefined };
    });
    await bound([outer, borrowing("a", memory), flip(), pad(2), flipLater()], spec);
    return inner!;
  };
  const four = Uint8Array.of(1, 2, 3, 4);

  it("are one codec, with the bound of the whole", async () => {
    const codec = await innerBytes("flip", "pad-2");
    expect(codec.encodedSize({ exact: 4 })).toEqual({ exact: 6 });
    expect(codec.encodedSize({ atMost: 10 })).toEqual({ atMost: 12 });
    const encoded = codec.encode!(four);
    expect([...encoded]).toEqual([0, 0, 254, 253, 252, 251]);
    expect(codec.decode!(encoded, { exact: 4 })).toEqual(four);
  });

  it("are held to the size that each call says", async () => {
    const codec = await innerBytes("flip");
    expect(() => codec.decode!(four, { exact: 3 })).toThrow('Codec "flip" decoded 4 bytes where 3 were expected.');
    await expect(codec.decodeAsync!(four, { atMost: 3 })).rejects.toThrow("at most 3 were expected");
    expect(codec.decode!(four, { atMost: 9 })).toEqual(flipped(four));
  });

  it("write to the caller's buffer when they are handed one", async () => {
    for (const names of [[], ["flip"], ["flip", "pad-2"], ["a"], ["pad-2"]]) {
      const codec = await innerBytes(...names);
      const out = new Uint8Array(4);
      expect(codec.decode!(codec.encode!(four), { exact: 4 }, out)).toBe(out);
      expect(out).toEqual(four);
    }
  });

  it("say what their result is: the source itself of an empty list, borrowed where the last one borrows", async () => {
    expect((await innerBytes()).result).toBe("source");
    expect((await innerBytes("pad-2")).result).toBe("source");
    expect((await innerBytes("flip")).result).toBe("fresh");
    expect((await innerBytes("a", "flip")).result).toBe("borrowed");
    expect((await innerBytes("flip", "a")).result).toBe("fresh");
    expect((await innerBytes("pad-2", "a")).result).toBe("borrowed");
  });

  it("with an asynchronous codec are asynchronous", async () => {
    const codec = await innerBytes("flip-later", "pad-2");
    expect(codec.decode).toBeUndefined();
    expect(codec.asyncFrom).toBe(0);
    expect(await codec.decodeAsync!(await codec.encodeAsync!(four), { exact: 4 })).toEqual(four);
  });
});
