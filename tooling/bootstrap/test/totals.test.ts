import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { withoutNpmVariables } from "../command.mjs";
import { printTotals, totals } from "../totals.mjs";

/** Packages in a temporary folder, with these reports; `undefined` leaves none. */
function packages(reports: Record<string, object | string | undefined>) {
  const base = mkdtempSync(join(tmpdir(), "zarrkit-totals-"));
  onTestFinished(() => rmSync(base, { recursive: true }));
  return Object.entries(reports).map(([name, report]) => {
    mkdirSync(join(base, name, ".report"), { recursive: true });
    const text = typeof report === "string" ? report : JSON.stringify(report);
    if (report !== undefined) writeFileSync(join(base, name, ".report/tests.json"), text);
    return { name, folder: join(base, name) };
  });
}

function outcome(reports: Record<string, object | string | undefined>) {
  const lines: string[] = [];
  const code = printTotals(totals(packages(reports)), (line: string) => lines.push(line));
  return { code, lines };
}

it("adds up all packages and ends with the counts", () => {
  const skip = { name: "reads x", reason: "no fixtures" };
  const { code, lines } = outcome({
    a: { passed: 3, failed: [], skipped: [] },
    b: { passed: 4, failed: [], skipped: [skip] },
  });
  expect(lines).toEqual(["skipped  b: reads x: no fixtures", "7 passed, 0 failed, 1 skipped"]);
  expect(code).toBe(0);
});

it("fails when a test failed, and names it", () => {
  const { code, lines } = outcome({ a: { passed: 3, failed: [{ name: "adds", message: "1 is not 2" }], skipped: [] } });
  expect(lines).toEqual(["failed   a: adds: 1 is not 2", "3 passed, 1 failed, 0 skipped"]);
  expect(code).toBe(1);
});

it("fails when a package left no report or half of one", () => {
  for (const report of [undefined, '{ "passed": 3']) {
    const { code, lines } = outcome({ a: { passed: 3, failed: [], skipped: [] }, b: report });
    expect(lines.at(-1)).toBe("3 passed, 1 failed, 0 skipped");
    expect(lines[0]).toContain("b: left no .report/tests.json");
    expect(code).toBe(1);
  }
});

it("fails when a skip has no written reason", () => {
  const { code, lines } = outcome({ a: { passed: 3, failed: [], skipped: [{ name: "reads x" }] } });
  expect(lines[0]).toContain("WITHOUT A WRITTEN REASON");
  expect(lines.at(-1)).toBe("3 passed, 0 failed, 1 skipped");
  expect(code).toBe(1);
});

it("strips what npm exports, but not where packages come from", () => {
  const environment = { PATH: "/bin", npm_config_user_agent: "npm", npm_config_registry: "r", npm_package_name: "x" };
  expect(withoutNpmVariables(environment)).toEqual({ PATH: "/bin", npm_config_registry: "r" });
});
