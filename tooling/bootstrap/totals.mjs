import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a package leaves the outcome of its tests (tooling/vitest/report.mjs); turbo keeps it with the result. */
export const reportFile = ".report/tests.json";

/** A package's report; `undefined` while there is none, or one that is being written. */
export function readReport({ folder }) {
  const file = join(folder, reportFile);
  try {
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  } catch {
    return undefined;
  }
}

/** @typedef {{ passed: number, failed: { name: string, message: string }[], skipped: { name: string, reason?: string }[] }} Report */

/**
 * Adds up the reports of all packages that have tests.
 * @param {{ name: string, folder: string }[]} packages those that must have left a report
 * @returns {Report}
 *   names are preceded by the package's; a package without a report counts as one failure
 */
export function totals(packages) {
  /** @type {Report} */
  const sum = { passed: 0, failed: [], skipped: [] };
  for (const { name, folder } of packages) {
    const report = readReport({ folder });
    if (report === undefined) {
      sum.failed.push({ name, message: `left no ${reportFile}: its tests did not run to their end` });
      continue;
    }
    sum.passed += report.passed;
    for (const test of report.failed) sum.failed.push({ ...test, name: `${name}: ${test.name}` });
    for (const test of report.skipped) sum.skipped.push({ ...test, name: `${name}: ${test.name}` });
  }
  return sum;
}

/** Prints every failure and every skip with its reason, and the counts in the last line. Answers the exit code. */
export function printTotals({ passed, failed, skipped }, print = console.log) {
  for (const { name, message } of failed) print(`failed   ${name}: ${message}`);
  for (const { name, reason } of skipped) print(`skipped  ${name}: ${reason ?? "WITHOUT A WRITTEN REASON"}`);
  const unexplained = skipped.filter(({ reason }) => !reason).length;
  if (unexplained > 0) print(`${unexplained} skipped without a written reason: say why (guides/testing.md).`);
  print(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
  return failed.length === 0 && unexplained === 0 ? 0 : 1;
}
