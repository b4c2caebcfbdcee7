import { existsSync } from "node:fs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Without these a headless Chromium calls home at every start, which a closed network answers with long delays. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The Chromium that browser tests drive: `ZARRKIT_CHROMIUM`, else one the system has installed. `undefined` leaves the
 * choice to Playwright, which has a browser only after `playwright install`.
 * @returns {string | undefined}
 */
export function systemChromium() {
  const chosen = process.env.ZARRKIT_CHROMIUM;
  if (!chosen) return usualPlaces.find((path) => existsSync(path));
  if (!existsSync(chosen)) throw new Error(`ZARRKIT_CHROMIUM names ${chosen}, where there is no file.`);
  return chosen;
}
