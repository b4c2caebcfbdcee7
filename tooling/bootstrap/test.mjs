#!/usr/bin/env node
// `npm test`: everything that is checked without a network, from a fresh clone on. The last line counts.
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { root, workspacePackages } from "../workspace/packages.mjs";
import { ensureChromium } from "./chromium.mjs";
import { install, main, step, turbo } from "./command.mjs";
import { printTotals, readReport, reportFile, totals } from "./totals.mjs";

await main(async () => {
  await install();
  await ensureChromium();
  /** @type {{ name: string, folder: string }[]} */
  const tested = workspacePackages().filter(({ manifest }) => manifest.scripts?.test !== undefined);
  tested.unshift({ name: "checks", folder: root });
  for (const { folder } of tested) rmSync(join(folder, reportFile), { force: true });

  const concurrency = `--concurrency=${Math.max(2, availableParallelism())}`;
  const built = await step("packages built", turbo("build", concurrency), { mayFail: true });
  if (!built) return printTotals({ passed: 0, failed: [{ name: "build", message: "see above" }], skipped: [] });

  const tasks = turbo("check", "test", "//#check:root", concurrency, "--continue");
  const ran = await step("checks and tests", tasks, { mayFail: true, whileRunning: progress(tested) });
  const sum = totals(tested);
  if (!ran && sum.failed.length === 0) sum.failed.push({ name: "turbo", message: "a task failed, see above" });
  return printTotals(sum);
});

/** Says once of each package that its report is there. */
function progress(packages) {
  const waiting = new Set(packages);
  return () => {
    for (const one of waiting) {
      const report = readReport(one);
      if (report === undefined) continue;
      const { passed, failed, skipped } = report;
      waiting.delete(one);
      console.log(`  ${one.name}: ${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
    }
  };
}
