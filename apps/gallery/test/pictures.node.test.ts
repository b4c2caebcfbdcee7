import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { samplesFolder } from "@zarrkit/fixtures/folders";
import { systemChromium } from "@zarrkit/vitest/chromium";
import { type Browser, chromium, type Page } from "playwright";
import { build, type PreviewServer, preview } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openArray } from "zarrkit";
import { draw } from "../src/drawing/draw.js";
import { missingValues } from "../src/drawing/value-range.js";
import { examples } from "../src/examples.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const outDir = await mkdtemp(join(tmpdir(), "zarrkit-page-"));
const problems: string[] = [];
let server: PreviewServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const quiet = { root, logLevel: "silent", build: { outDir, emptyOutDir: true } } as const;
  await build(quiet);
  server = await preview({ ...quiet, preview: { port: 0 } });
  const executablePath = systemChromium();
  browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
  });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(server.resolvedUrls!.local[0]!);
  await page.waitForFunction(() => document.querySelectorAll(".stage.drawn").length === 6);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(outDir, { recursive: true });
});

it.each(examples)("draws the picture of $id that the terminal draws", async (example) => {
  const { store, array, selection, transposed, id, colormap, origin } = example;
  const z = await openArray(join(samplesFolder, store, array ?? ""));
  const values = await z.get(selection);
  const expected = draw(transposed ? values.transpose() : values, {
    ...(colormap && { colormap }),
    ...(origin && { origin }),
    isMissing: missingValues(z),
  });
  const drawn = await page.evaluate((name) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`#${name} canvas`)!;
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, pixels: Array.from(data) };
  }, id);
  expect([drawn.width, drawn.height]).toEqual([expected.width, expected.height]);
  expect(drawn.pixels).toEqual([...expected.pixels]);
});

it("fits into a narrow window", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(widths[0]).toBeLessThanOrEqual(widths[1]!);
});

it("asks for documents that are not there, and otherwise has nothing to complain about", async () => {
  await mkdir(join(root, "../../out"), { recursive: true });
  await page.screenshot({ path: join(root, "../../out/page.png"), fullPage: true });
  expect(problems.filter((problem) => !problem.includes("404"))).toEqual([]);
});
