import { existsSync } from "node:fs";
import { systemChromium } from "../vitest/chromium.mjs";
import { environment, pnpm, StepFailed, step } from "./command.mjs";

/**
 * Makes sure that browser tests have a Chromium: the system's, else one that apt-get or Playwright installs. Never
 * silently without: tests that did not run would look like tests that passed.
 */
export async function ensureChromium() {
  if (systemChromium() === undefined && !(await fromDebian())) {
    if (!(await step("Chromium by Playwright", pnpm("exec", "playwright", "install", "chromium"), { mayFail: true }))) {
      console.error(
        "Browser tests need Chromium. Install one and run again, with ZARRKIT_CHROMIUM=<path> if it is not found.",
      );
      throw new StepFailed("Chromium");
    }
  }
  const path = systemChromium();
  if (path !== undefined) {
    environment.ZARRKIT_CHROMIUM = path;
    await step(`Chromium at ${path}`, [path, "--version"]);
  }
}

async function fromDebian() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/usr/bin/apt-get")) return false;
  return installDebian("chromium", "fonts-dejavu-core");
}

/** Installs Debian packages as root, waiting for another apt-get that may be running. */
export async function installDebian(...names) {
  const lock = ["-o", "DPkg::Lock::Timeout=300", "-q", "-y"];
  environment.DEBIAN_FRONTEND = "noninteractive";
  await step("package lists of Debian", ["apt-get", ...lock, "update"], { mayFail: true });
  const install = ["install", "--no-install-recommends", ...names];
  return step(`${names.join(", ")} from Debian`, ["apt-get", ...lock, ...install], { mayFail: true });
}
