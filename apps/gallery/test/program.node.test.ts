import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { samplesFolder } from "@zarrkit/fixtures/folders";
import { afterEach, beforeEach, expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { serveOnLoopback } from "../src/serving/loopback.js";

/** What `npm start` runs once all is built. */
const program = fileURLToPath(new URL(`../${manifest.bin}`, import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zarrkit-start-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

async function run(...words: string[]) {
  const child = spawn(process.execPath, [program, ...words], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let complaint = "";
  child.stdout.on("data", (piece) => (output += piece));
  child.stderr.on("data", (piece) => (complaint += piece));
  const code = await new Promise((resolve) => child.once("close", resolve));
  const drawn = existsSync(join(folder, "out")) ? readdirSync(join(folder, "out")).sort() : [];
  return { code, output, complaint, drawn };
}

it.each([[[]], [["--once"]]])("with %j draws the examples, and ends with exit code 0", async (words) => {
  const { code, output, complaint, drawn } = await run(...words);
  expect([code, complaint]).toEqual([0, ""]);
  expect(drawn).toEqual(["brain.png", "ocean-v3.png", "ocean.png", "tissue.png"]);
  expect(output).toMatch(/took {7}\d+ requests?/);
});

it("draws what a URL and a selection name, and ends with exit code 0", async () => {
  const server = await serveOnLoopback({ samples: samplesFolder });
  try {
    const { code, output, drawn } = await run(`${server.url}samples/brain.ome.zarr/2`, "0, -1, 28");
    expect(code).toBe(0);
    expect(output).toContain("shape      1 × 2 × 63 × 59 × 50");
    expect(drawn).toEqual(["brain.ome.zarr-2.png"]);
  } finally {
    await server.close();
  }
});

it("says in one line what is wrong, and ends with exit code 1", async () => {
  const { code, complaint, drawn } = await run(join(folder, "nothing.zarr"), "0");
  expect(code).toBe(1);
  expect(complaint.trim()).toMatch(/^✗ No Zarr array or group at .*$/);
  expect(drawn).toEqual([]);
});
