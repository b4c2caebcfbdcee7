#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueProblems } from "../catalogue/generate.mjs";
import { root } from "../workspace/packages.mjs";
import { anatomyProblems, manifestProblems } from "./anatomy.mjs";
import { exportProblems } from "./exports.mjs";
import { importProblems } from "./imports.mjs";
import { linkProblems } from "./links.mjs";
import { versionProblems } from "./versions.mjs";
import { watcherProblems } from "./watchers.mjs";

/** What holds for the repository as a whole, beside each package's own tests: a title and what breaks it.
 * @type {[title: string, problems: () => string[] | Promise<string[]>][]} */
const checks = [
  [
    "formatting and order of imports",
    () => tool("@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "--colors=off", "--reporter=summary", "."),
  ],
  ["lint", () => tool("oxlint/bin/oxlint", "--type-aware", "--deny-warnings", ".")],
  ["types of tests, examples and apps", () => tool("typescript-native/bin/tsc", "--noEmit", "-p", "tsconfig.json")],
  ["types of the tooling", () => tool("typescript-native/bin/tsc", "--noEmit", "-p", "tooling/tsconfig.json")],
  ["imports run one way", importProblems],
  ["anatomy of packages", anatomyProblems],
  ["manifests tell what plugins say", manifestProblems],
  ["catalogue is up to date", catalogueProblems],
  ["exports are those of the snapshot", () => exportProblems()],
  ["one version of each thing", versionProblems],
  ["size cases and exchange know every package", watcherProblems],
  ["links lead somewhere", linkProblems],
];

/** Runs a tool of this workspace; what it prints is the problem when it fails. */
function tool(program, ...parameters) {
  const file = join(root, "node_modules", program);
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const options = /** @type {const} */ ({ cwd: root, env, encoding: "utf8" });
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...parameters], options);
  return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
}

const failed = [];
for (const [title, run] of checks) {
  const problems = await Promise.resolve()
    .then(run)
    .catch((error) => [error.stack]);
  console.log(`${problems.length === 0 ? "✓" : "✗"} ${title}`);
  for (const problem of problems) console.log(problem.replace(/^/gm, "    "));
  if (problems.length > 0) failed.push({ name: title, message: problems[0].split("\n", 1)[0] });
}
mkdirSync(join(root, ".report"), { recursive: true });
const report = { passed: checks.length - failed.length, failed, skipped: [] };
writeFileSync(join(root, ".report/tests.json"), `${JSON.stringify(report, undefined, 1)}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
