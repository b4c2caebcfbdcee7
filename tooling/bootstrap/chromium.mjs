import { systemChromium } from "../vitest/chromium.mjs";
import { environment, pnpm, StepFailed, step } from "./command.mjs";
import { installDebian } from "./debian.mjs";

/**
 * Makes sure that browser tests have a Chromium: the system's, else one that apt-get or Playwright installs. Never
 * silently without: tests that did not run would look like tests that passed.
 */
export async function ensureChromium() {
  if (systemChromium() === undefined && !(await installDebian("chromium", "fonts-dejavu-core"))) {
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
