#!/usr/bin/env node
// `npm run test:interop`: exchanges arrays with other implementations of Zarr, installed into a virtual environment that
// this makes. The last line counts.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace/packages.mjs";
import { environment, install, main, step, turbo } from "./command.mjs";
import { installDebian } from "./debian.mjs";

const interop = join(root, "tooling/interop");
const requirements = join(interop, "requirements.txt");
const venv = join(root, ".venv");
const python = join(venv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const installed = join(venv, "installed-requirements.txt");

await main(async () => {
  await install();
  await step("packages built", turbo("build", "--filter=@zarrkit/interop^..."));
  await makeEnvironment();
  const child = spawn(process.execPath, [join(interop, "run.mjs"), python], { env: environment, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
});

/** A virtual environment with exactly requirements.txt; kept until that file changes. */
async function makeEnvironment() {
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return;
  rmSync(venv, { recursive: true, force: true });
  const base = process.env.ZARRKIT_PYTHON ?? "python3";
  if (!hasVenv(base)) await installDebian("python3", "python3-venv");
  await step("virtual environment", [base, "-m", "venv", venv]);
  await step("zarr-python and tensorstore", [python, "-m", "pip", "install", "--no-deps", "-r", requirements]);
  writeFileSync(installed, wanted);
}

/** Debian ships Python without the part of venv that installs pip. */
function hasVenv(base) {
  return spawnSync(base, ["-c", "import ensurepip, venv"]).status === 0;
}
