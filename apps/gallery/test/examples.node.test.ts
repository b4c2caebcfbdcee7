import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { samplesFolder } from "@zarrkit/fixtures/folders";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { examples } from "../src/examples.js";
import { type Loopback, serveOnLoopback } from "../src/serving/loopback.js";
import type { Screen } from "../src/terminal/screen.js";
import { showArray } from "../src/terminal/show-array.js";
import { showExamples } from "../src/terminal/show-examples.js";

let server: Loopback;
let folder: string;
let lines: string[];
let screen: Screen;

beforeAll(async () => {
  server = await serveOnLoopback({ samples: samplesFolder });
});

afterAll(() => server.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zarrkit-out-"));
  lines = [];
  screen = { columns: 72, lines: 20, inColor: false, folder, print: (line) => lines.push(...line.split("\n")) };
});

afterEach(() => rmSync(folder, { recursive: true }));

function show(url: string, selection?: string) {
  return showArray({ kind: "array", url, selection, colormap: undefined, origin: undefined }, screen);
}

it("prints what is in every example and what it took, and writes its picture", async () => {
  await showExamples(`${server.url}samples/`, screen);
  const text = lines.join("\n");
  for (const { title } of examples) expect(text).toContain(`── ${title} ──`);
  expect(text).toContain(`const z = await openArray("${server.url}samples/brain.ome.zarr/0");`);
  expect(text).toContain("shape      1 × 2 × 63 × 233 × 197");
  expect(text).toContain("data type  uint16");
  expect(text).toContain("keys       lat, lat_bnds, lon, lon_bnds, time, time_bnds, tos");
  expect(text).toMatch(/codecs .*blosc \(cname lz4, clevel 5, shuffle 1/);
  expect(text).toMatch(/took {7}\d requests, \d+\.\d kB, \d+ ms/);
  expect(readdirSync(folder).sort()).toEqual(["brain.png", "ocean-v3.png", "ocean.png", "tissue.png"]);
});

it("draws what the user points at, an array or a group, without being told what to select", async () => {
  await show(`${server.url}samples/brain.ome.zarr`);
  expect(lines.join("\n")).toContain('await z.get("0, 0, 31, :, :");');
  await show(`${server.url}samples/ocean.zarr`, "1");
  expect(lines.join("\n")).toContain("shape      3 × 330 × 360");
  expect(readdirSync(folder).sort()).toEqual(["brain.ome.zarr-0.png", "ocean.zarr-tos.png"]);
});

it("draws the same picture from a path as from a URL", async () => {
  await show(join(samplesFolder, "tissue.zarr"));
  const [fromPath] = readdirSync(folder);
  const bytes = readFileSync(join(folder, fromPath!));
  await showExamples(`${server.url}samples/`, screen);
  expect(bytes.equals(readFileSync(join(folder, "tissue.png")))).toBe(true);
});

it("prints one value where the selection leaves no axis", async () => {
  await show(`${server.url}samples/ocean-v3.zarr/time`, "0");
  expect(lines.at(-1)).toBe("  3578256000");
});

it("says what is wrong with a URL, a selection, or what the selection leaves", async () => {
  await expect(show(`${server.url}samples/nothing`)).rejects.toThrow("No Zarr array or group at");
  await expect(show(`${server.url}samples/tissue.zarr`, "0, 0, 0, 9")).rejects.toThrow("index 9 is outside axis 3");
  await expect(show(`${server.url}samples/brain.ome.zarr/0`, "0, 0")).rejects.toThrow("Select with integers");
});
