import { sampleTools, sampleType } from "@zarrkit/conformance";
import { describe, expect, it } from "vitest";

const spec = { shape: [3], dataType: sampleType("float32"), fillValue: Uint8Array.of(1, 0, 0xc0, 0x7f) };

describe("the kit's tools", () => {
  it("fill with the fill value, its NaN's payload included", () => {
    const data = new Float32Array(9);
    sampleTools.fill(spec, { data, offset: 1, shape: [3], strides: [3] });
    const words = new Uint32Array(data.buffer);
    expect([...words]).toEqual([0, 0x7fc00001, 0, 0, 0x7fc00001, 0, 0, 0x7fc00001, 0]);
    expect(sampleTools.isFill(spec, { data, offset: 1, shape: [3], strides: [3] })).toBe(true);
    words[4] = 0x7fc00000;
    expect(sampleTools.isFill(spec, { data, offset: 1, shape: [3], strides: [3] })).toBe(false);
  });

  it("cut a region into chunks, whole ones without a region of their own", () => {
    expect(sampleTools.partition([10], [4], { start: [2], shape: [6] })).toEqual([
      { position: [0], region: { start: [2], shape: [2], step: [1] }, target: { start: [0], shape: [2] } },
      { position: [1], region: undefined, target: { start: [2], shape: [4] } },
    ]);
    expect(sampleTools.partition([10], [4], { start: [1], shape: [3], step: [4] })).toEqual([
      { position: [0], region: { start: [1], shape: [1], step: [4] }, target: { start: [0], shape: [1] } },
      { position: [1], region: { start: [1], shape: [1], step: [4] }, target: { start: [1], shape: [1] } },
      { position: [2], region: { start: [1], shape: [1], step: [4] }, target: { start: [2], shape: [1] } },
    ]);
    expect(sampleTools.partition([], [], { start: [], shape: [] })).toEqual([
      { position: [], region: undefined, target: { start: [], shape: [] } },
    ]);
  });

  it("know data types by both formats' names and refuse others", async () => {
    const origin = { name: "delta", format: 2 as const, path: "filters[0].dtype" };
    expect((await sampleTools.dataType(">i4", origin)).byteOrder).toBe("big");
    expect((await sampleTools.dataType("int32", origin)).dataType.name).toBe("int32");
    await expect(sampleTools.dataType("decimal", origin)).rejects.toThrow(/filters\[0\].dtype/);
    await expect(sampleTools.bindBytes([], { size: { exact: 1 }, elementSize: 1 }, origin)).rejects.toThrow(
      /core's tools/,
    );
  });
});
