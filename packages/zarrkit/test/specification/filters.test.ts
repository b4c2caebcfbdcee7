import { describe, expect, it } from "vitest";
import { little, reading, version3 } from "../written-by-hand.js";

const storing = (name: string, configuration: object) =>
  version3({ shape: [2], data_type: "float32", codecs: [{ name, configuration }, little] });

describe("2.1.11 extra fields make a configuration invalid", () => {
  it.each([
    ["cast_value", { data_type: "float64" }],
    ["scale_offset", { scale: 2, offset: 1 }],
  ])("2.1.11 %s", async (name, configuration) => {
    expect(await reading(storing(name, configuration))).toEqual([0, 0]);
    for (const extra of ["id", "must_understand", "dtype"]) {
      await expect(reading(storing(name, { ...configuration, [extra]: false }))).rejects.toMatchObject({
        code: "invalid-metadata",
        fields: { path: `codecs[0].configuration.${extra}` },
      });
    }
  });

  it("2.1.11 cast_value: also inside its scalar_map", async () => {
    const configuration = { data_type: "float64", scalar_map: { both: [["NaN", 0]] } };
    await expect(reading(storing("cast_value", configuration))).rejects.toMatchObject({
      fields: { path: "codecs[0].configuration.scalar_map.both" },
    });
  });

  it("2.1.19 scale_offset and cast_value: the fill value passes through them and back", async () => {
    const codecs = [
      { name: "scale_offset", configuration: { offset: 1, scale: 10 } },
      { name: "cast_value", configuration: { data_type: "int16" } },
      little,
    ];
    const store = version3({ shape: [4], chunks: [2], data_type: "float64", fill_value: 1.5, codecs });
    // (2 − 1) · 10 and (1.5 − 1) · 10.
    store.set("c/0", Uint8Array.of(10, 0, 5, 0));
    expect(await reading(store)).toEqual([2, 1.5, 1.5, 1.5]);
  });
});
