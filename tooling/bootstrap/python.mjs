import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../workspace/packages.mjs";
import { step } from "./command.mjs";
import { installDebian } from "./debian.mjs";

const requirements = join(root, "tooling/interop/requirements.txt");
const venv = join(root, ".venv");
const python = join(venv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const installed = join(venv, "installed-requirements.txt");

/**
 * The Python of a virtual environment with exactly tooling/interop/requirements.txt; kept until that file changes.
 * @returns {Promise<string>}
 */
export async function pythonEnvironment() {
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return python;
  rmSync(venv, { recursive: true, force: true });
  const base = process.env.ZARRKIT_PYTHON ?? "python3";
  if (!hasVenv(base)) await installDebian("python3", "python3-venv");
  await step("virtual environment", [base, "-m", "venv", venv]);
  await step("zarr-python and tensorstore", [python, "-m", "pip", "install", "--no-deps", "-r", requirements]);
  writeFileSync(installed, wanted);
  return python;
}

/** Debian ships Python without the part of venv that installs pip. */
function hasVenv(base) {
  return spawnSync(base, ["-c", "import ensurepip, venv"]).status === 0;
}
