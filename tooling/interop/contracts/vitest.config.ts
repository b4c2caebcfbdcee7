import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { report } from "../../vitest/report.mjs";
import { workspaceSources } from "../../vitest/sources.mjs";

const packages = join(import.meta.dirname, "../../../packages");

/** What every codec promises, for all packages in one run, so that another Node is started once. */
export default defineConfig({
  root: packages,
  resolve: { alias: workspaceSources("node") },
  test: {
    include: ["codec-*/test/contract.test.ts"],
    setupFiles: [join(import.meta.dirname, "expected-node.ts")],
    reporters: ["default", report(join(import.meta.dirname, ".report/tests.json"))],
  },
});
