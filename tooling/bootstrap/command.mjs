import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace/packages.mjs";

/**
 * What npm exports to its scripts would configure the pnpm that we run: another user agent, prefix, cache and loglevel.
 * Where packages come from stays what the user set.
 */
export function withoutNpmVariables(environment) {
  const kept = Object.entries(environment).filter(
    ([name]) => !name.startsWith("npm_") || name === "npm_config_registry",
  );
  return Object.fromEntries(kept);
}

/** @type {NodeJS.ProcessEnv} */
export const environment = {
  ...withoutNpmVariables(process.env),
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
};

/** @typedef {readonly [program: string, ...parameters: string[]]} Command */

/** A step that went wrong, told in full already. */
export class StepFailed extends Error {}

/**
 * Runs one command and says so in one line; what it prints is shown only when it fails.
 * @param {string} title
 * @param {Command} command
 * @param {{ whileRunning?: () => void, mayFail?: boolean }} [options] `whileRunning` is called twice a second
 * @returns {Promise<boolean>} whether it exited with 0; throws StepFailed otherwise unless it `mayFail`
 */
export async function step(title, [program, ...parameters], options = {}) {
  const start = performance.now();
  const child = spawn(program, parameters, { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const output = [];
  child.stdout.on("data", (piece) => output.push(piece));
  child.stderr.on("data", (piece) => output.push(piece));
  const timer = options.whileRunning && setInterval(options.whileRunning, 500);
  const problem = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code === 0 ? "" : `exit code ${code ?? signal}`));
  });
  clearInterval(timer);
  options.whileRunning?.();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (problem === "") {
    console.log(`✓ ${title} (${seconds} s)`);
    return true;
  }
  process.stdout.write(Buffer.concat(output));
  console.log(`✗ ${title}: ${[program, ...parameters].join(" ")}: ${problem} (${seconds} s)`);
  if (options.mayFail) return false;
  throw new StepFailed(title);
}

/**
 * Exactly the pnpm of `packageManager`, run through npx: corepack fails where a registry mirror carries no signatures.
 * turbo finds this pnpm on the PATH that npx makes.
 * @returns {Command}
 */
export function pnpm(...parameters) {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return [process.platform === "win32" ? "npx.cmd" : "npx", "--yes", packageManager, ...parameters];
}

/** @returns {Command} */
export function turbo(...parameters) {
  return pnpm("exec", "turbo", "run", ...parameters, "--output-logs=errors-only", "--ui=stream");
}

export async function install() {
  await step("dependencies installed", pnpm("install", "--frozen-lockfile"));
}

/** Runs a bootstrap script's body; a failed step ends it with exit code 1. */
export async function main(body) {
  const [major] = process.versions.node.split(".");
  if (Number(major) < 20) {
    console.error(`zarrkit needs Node 20 or later; this is ${process.version}. Install a newer one from nodejs.org.`);
    process.exit(1);
  }
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof StepFailed)) console.error(error);
    process.exitCode = 1;
  }
}
