import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../workspace/packages.mjs";

/** Other Nodes than the one that runs this, as a registry's packages of their binaries name them. */
const versions = ["22.23.3", "24.21.0"];
const platform = `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const config = join(root, "tooling/interop/contracts/vitest.config.ts");
const report = join(root, "tooling/interop/contracts/.report/tests.json");

/**
 * The contract of every codec in other Nodes: what a codec takes from its platform (zlib, zstd) is another thing there.
 * @returns {Promise<import("./outcome.mjs").Outcome[]>}
 */
export async function runtimeOutcomes() {
  const outcomes = [];
  for (const version of versions) outcomes.push(await contractsIn(version));
  return outcomes;
}

async function contractsIn(version) {
  rmSync(report, { force: true });
  const call = `node ${JSON.stringify(vitest)} run --config ${JSON.stringify(config)}`;
  const npx = ["--yes", "--package", `node-${platform}@${version}`, "--call", call];
  const env = { ...process.env, ZARRKIT_EXPECTED_NODE: `v${version}` };
  const { stdout, stderr } = await promisify(execFile)("npx", npx, { cwd: root, env, maxBuffer: 1 << 28 }).catch(
    (error) => error,
  );
  const title = `contracts of codecs in Node ${version}`;
  const found = readReport();
  if (found === undefined) return { title, cells: [], passed: 0, failed: [{ path: title, problem: stdout + stderr }] };
  const { passed, failed, skipped } = found;
  const cells = [
    ...Array.from({ length: passed }, (_, i) => ({ path: `passed ${i}` })),
    ...failed.map(({ name }) => ({ path: name })),
    ...skipped.map(({ name, reason }) => ({ path: name, cannot: reason ?? "WITHOUT A WRITTEN REASON" })),
  ];
  return { title, cells, passed, failed: failed.map(({ name, message }) => ({ path: name, problem: message })) };
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return undefined;
  }
}
