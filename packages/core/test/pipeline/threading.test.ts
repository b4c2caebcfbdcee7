import type { BytesSpec, ChunkSpec, CodecPlugin, Stage } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { allocateView } from "../../src/shape/view.js";
import { counted, flatten, flip, pad, plusOne } from "../doubles/codecs.js";
import { codecPlugin } from "../doubles/plugins.js";
import { bound, int16Spec, little } from "./bound.js";

/** A plugin that hands on what another's `bind` was told. */
function watched<S extends Stage>(plugin: CodecPlugin<S>, seen: unknown[]): CodecPlugin<S> {
  return {
    ...plugin,
    load: async () => {
      const module = await plugin.load();
      return {
        ...module,
        bind: (config, spec, tools) => {
          seen.push(spec);
          return module.bind(config, spec, tools);
        },
      };
    },
  };
}

describe("each codec is bound to what the one before it makes", () => {
  it("data type, shape and fill value go from stage to stage", async () => {
    const seen: ChunkSpec[] = [];
    const transposed = { name: "transpose", configuration: { order: [1, 0] } };
    await bound([plusOne(), transposed, watched(flatten(), seen), little], int16Spec(2, 3));
    expect(seen[0]).toMatchObject({
      shape: [3, 2],
      dataType: { name: "int32" },
      fillValue: Uint8Array.of(10, 0, 0, 0),
    });
  });

  it("sizes go from stage to stage, with the element size of the array that became bytes", async () => {
    const seen: BytesSpec[] = [];
    const stages = [plusOne(), little, watched(pad(3), seen), watched(pad(4), seen), watched(flip(), seen)];
    const pipeline = await bound(stages, int16Spec(2, 3));
    expect(seen).toEqual([
      { size: { exact: 24 }, elementSize: 4 },
      { size: { exact: 27 }, elementSize: 4 },
      { size: { exact: 31 }, elementSize: 4 },
    ]);
    expect(pipeline.encodedSize).toEqual({ exact: 31 });
  });

  it("a bound that is not exact stays a bound", async () => {
    const loose = codecPlugin("loose", "bytes-bytes", () => ({
      encodedSize: (size) => ({ atMost: ("exact" in size ? size.exact : size.atMost) * 2 }),
      encode: (source) => source,
      decode: (source) => source,
    }));
    expect((await bound([little, loose, pad(1)], int16Spec(2, 3))).encodedSize).toEqual({ atMost: 25 });
  });

  it("encodes from the array outwards and decodes back, through every stage", async () => {
    const transposed = { name: "transpose", configuration: { order: [1, 0] } };
    const pipeline = await bound([plusOne(), transposed, flatten(), little, flip(), pad(2)], int16Spec(2, 3));
    const encoded = pipeline.encode!(counted("int16", [2, 3]));
    // 0 1 2 / 3 4 5, one larger, by columns, as int32, every byte flipped, two zeros in front.
    expect([...encoded]).toEqual([0, 0, ...[1, 4, 2, 5, 3, 6].flatMap((value) => [255 - value, 255, 255, 255])]);
    const decoded = allocateView(int16Spec().dataType, [2, 3]);
    pipeline.decodeInto!(encoded, decoded);
    expect([...(decoded.data as unknown as Int16Array)]).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
