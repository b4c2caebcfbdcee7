import { describe, expect, it } from "vitest";
import { dataSets } from "../data-sets.mjs";
import { endToEndTable } from "../end-to-end/table.mjs";
import { geometricMean } from "../geometric-mean.mjs";
import { withSection } from "../results.mjs";

const pixels = 512 * 256;
const float32 = new Float32Array(dataSets["float32"]!.make(4 * pixels).buffer);
const uint16 = new Uint16Array(dataSets["uint16"]!.make(2 * pixels).buffer);
const int16 = new Int16Array(dataSets["int16"]!.make(2 * pixels).buffer);

function meanAndVariance(values: readonly number[]): [mean: number, variance: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length];
}

describe("the data sets", () => {
  it("are the same in every run, and fill any chunk", () => {
    for (const [dataType, { elementSize, make }] of Object.entries(dataSets)) {
      expect(make(65536).length).toBe(65536);
      expect([...make(4096)], dataType).toEqual([...make(4096)]);
      expect(65536 % elementSize).toBe(0);
    }
  });

  it("hold a smooth field whose neighbours differ by its noise", () => {
    const differences = Array.from(float32.subarray(1, 500), (value, i) => value - float32[i]!);
    const [mean, variance] = meanAndVariance(differences);
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(variance).toBeGreaterThan(2 * 0.05 ** 2 * 0.8);
    expect(variance).toBeLessThan(2 * 0.05 ** 2 * 15);
  });

  it("hold counts of photons, whose variance is their mean, over an offset of 100", () => {
    // The corners of the squares that hold a spot each are far from any.
    const isCorner = (i: number) => i % 64 < 3 && Math.floor(i / 512) % 64 < 3;
    const corners = Array.from(uint16).filter((_, i) => isCorner(i));
    const [mean, variance] = meanAndVariance(corners);
    expect(mean).toBeGreaterThan(118);
    expect(mean).toBeLessThan(140);
    expect(variance).toBeGreaterThan(0.6 * (mean - 100));
    expect(variance).toBeLessThan(1.9 * (mean - 100));
    expect(uint16.some((value) => value > 500)).toBe(true);
  });

  it("hold few labels on many zeros, one number to a disc", () => {
    const labelled = int16.filter((value) => value !== 0);
    expect(labelled.length / int16.length).toBeGreaterThan(0.02);
    expect(labelled.length / int16.length).toBeLessThan(0.2);
    expect(new Set(labelled).size).toBe((512 / 64) * (256 / 64));
    const mask = dataSets["bool"]!.make(pixels);
    expect(mask.every((value, i) => value === (int16[i] === 0 ? 0 : 1))).toBe(true);
  });
});

it("means of ratios are geometric", () => {
  expect(geometricMean([4, 0.25])).toBeCloseTo(1);
  expect(geometricMean([1, 8, 27])).toBeCloseTo(6);
});

it("shows whole jobs as ratios of times, and which of them the other side cannot do", () => {
  const run = async () => undefined;
  const table = endToEndTable([
    { workload: { name: "read", aim: 0.3, run }, seconds: { ours: 0.1, zarrita: 0.4 }, limit: 0.08 },
    { workload: { name: "served", run }, seconds: { ours: 0.1, zarrita: NaN }, requests: { ours: 4, zarrita: 0 } },
  ]);
  expect(table.split("\n").slice(2)).toEqual([
    "| read | 100 | 400 | **0.25** | ≤ 0.3 | 1.25 |  |  |",
    "| served | 100 | fails |  |  |  | 4 | 0 |",
  ]);
});

it("replaces the table of a run and leaves the others", () => {
  const text = "# Measured\n\nIntro.\n\n## One\n\nold\n\nnote\n\n## Two\n\ntwo\n";
  expect(withSection(text, "One", "new")).toBe("# Measured\n\nIntro.\n\n## One\n\nnew\n\n## Two\n\ntwo\n");
  expect(withSection(text, "Three", "3")).toBe(`${text}\n## Three\n\n3\n`);
});
