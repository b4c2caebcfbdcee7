import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { chromiumArguments, systemChromium } from "../vitest/chromium.mjs";

/** Without isolation from other pages, a browser's clock has steps of a tenth of a millisecond. */
const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const entry = fileURLToPath(new URL("page.mjs", import.meta.url));

/**
 * A page of Chromium that holds the contests of tasks whose bytes lie in `folder`.
 * @param {string} folder
 */
export async function startChromium(folder) {
  const options = /** @type {const} */ ({ bundle: true, format: "esm", splitting: true, platform: "browser" });
  await build({ ...options, entryPoints: [entry], outdir: folder, external: ["fs", "path"], logLevel: "silent" });
  const server = createServer((request, response) => {
    const answer = (type, body) => response.writeHead(200, { "Content-Type": type, ...isolation }).end(body);
    const path = request.url ?? "/";
    if (path === "/") return void answer("text/html", '<script type="module" src="/page.js"></script>');
    const type = path.endsWith(".js") ? "text/javascript" : "application/octet-stream";
    readFile(join(folder, path)).then(
      (body) => answer(type, body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const executablePath = systemChromium();
  const browser = await chromium.launch({ args: chromiumArguments, ...(executablePath && { executablePath }) });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`);
  await page.waitForFunction("globalThis.holdContest !== undefined");
  return {
    version: browser.version(),
    /** What `contest` answers, of the page. */
    contest: async (task) => ({
      length: await page.evaluate((one) => globalThis.holdContest(one), task),
      bestTime: (side, milliseconds) =>
        page.evaluate(([one, time]) => globalThis.current.bestTime(one, time), [side, milliseconds]),
    }),
    stop: async () => {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
