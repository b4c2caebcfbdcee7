import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * A folder with msw's service worker, to be served at the root of browser tests. It is copied from the installed package
 * each time, so that it always fits it, and lies in `node_modules`, since it is not ours.
 * @returns {string}
 */
export function mswFolder() {
  const worker = join(dirname(createRequire(import.meta.url).resolve("msw/package.json")), "lib/mockServiceWorker.js");
  const folder = join(dirname(fileURLToPath(import.meta.url)), "../node_modules/.msw");
  mkdirSync(folder, { recursive: true });
  copyFileSync(worker, join(folder, "mockServiceWorker.js"));
  return folder;
}

/**
 * A vitest configuration whose tests find the address of `serveSites` under `inject("sites")`.
 * @template {{ test?: { projects?: any[] } }} C
 * @param {C} configuration
 * @returns {C}
 */
export function withSites(configuration) {
  const globalSetup = fileURLToPath(new URL("./global-setup.ts", import.meta.url));
  for (const project of configuration.test?.projects ?? []) project.test.globalSetup = globalSetup;
  return configuration;
}
