import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * A vitest configuration whose tests find the address of `serveSites` under `inject("sites")`, and whose pages find msw's
 * service worker.
 * @template {{ test?: { projects?: any[] } }} C
 * @param {C} configuration
 * @returns {C}
 */
export function withServers(configuration) {
  const globalSetup = fileURLToPath(new URL("./global-setup.ts", import.meta.url));
  for (const project of configuration.test?.projects ?? []) {
    project.test.globalSetup = globalSetup;
    if (!project.test.browser) continue;
    project.publicDir = workerFolder();
    // Known before the first run, so that no page is loaded anew in the middle of its tests.
    project.optimizeDeps = { include: ["msw", "msw/browser"] };
  }
  return configuration;
}

/**
 * A folder with the service worker. It is copied from the installed package each time, so that it always fits it, and
 * lies in `node_modules`, since it is not ours.
 */
function workerFolder() {
  const worker = join(dirname(createRequire(import.meta.url).resolve("msw/package.json")), "lib/mockServiceWorker.js");
  const folder = join(dirname(fileURLToPath(import.meta.url)), "../node_modules/.msw");
  mkdirSync(folder, { recursive: true });
  copyFileSync(worker, join(folder, "mockServiceWorker.js"));
  return folder;
}
