import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const project = fileURLToPath(new URL("every-outcome/", import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

it("reports every outcome a test can have", () => {
  const { status } = spawnSync(process.execPath, [vitest, "run"], { cwd: project });
  expect(status).toBe(1);

  const report = JSON.parse(readFileSync(join(project, ".report/tests.json"), "utf8"));
  expect(report.passed).toBe(3);
  expect(report.failed).toEqual(
    expect.arrayContaining([
      { name: "outside any test", message: "nobody caught this" },
      { name: "broken.case.ts", message: "this file cannot be imported" },
      { name: "outcomes.case.ts > fails", message: "expected 1 to be 2 // Object.is equality" },
    ]),
  );
  expect(report.failed).toHaveLength(3);
  expect(report.skipped).toEqual([
    { name: "outcomes.case.ts > is skipped in silence" },
    { name: "outcomes.case.ts > is skipped by its title (skipped: no such place)", reason: "no such place" },
    { name: "outcomes.case.ts > is skipped while running", reason: "nothing to read" },
    { name: "outcomes.case.ts > is planned" },
  ]);
});
