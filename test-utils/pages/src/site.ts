import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { chromiumArguments, systemChromium } from "@zarrkit/vitest/chromium";
import { type BrowserContext, type CDPSession, chromium, type Frame, type Page } from "playwright";
import { bundle } from "./bundle.js";

export interface Site {
  readonly url: string;
  /** Another tab, in which `program` is the first module given to `openSite`. */
  page(): Promise<Page>;
  /** The same in a sandboxed frame of a tab, which has no origin and may keep nothing. */
  frame(): Promise<Frame>;
  /** Ends the browser and starts another with the same profile: what is on disk stays. */
  restart(): Promise<void>;
  /** What the browser keeps for this site at most; without bytes, what it would keep otherwise. */
  limit(bytes?: number): Promise<void>;
  /** Deletes what the browser keeps for this site, as its settings let users do, while tabs are open. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Holds a site's pages and serves what they run: programs are paths of TypeScript modules, workers after the page's. */
export async function openSite(...programs: readonly string[]): Promise<Site> {
  const files = await bundle(programs);
  const main = `/${parse(programs[0] ?? "").name}.js`;
  const start = `<!doctype html><script type="module">globalThis.program = await import("${main}");</script>`;
  const server = createServer(({ url = "/" }, response) => {
    const file = files.get(url);
    response.setHeader("content-type", file === undefined ? "text/html" : "text/javascript");
    // For frames without an origin.
    response.setHeader("access-control-allow-origin", "*");
    response.end(file ?? start);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const profile = await mkdtemp(join(tmpdir(), "zarrkit-chromium-"));
  let browser = await launch(profile);

  return {
    url,
    async page() {
      const page = await browser.newPage();
      await page.goto(url);
      await ready(page);
      return page;
    },
    async frame() {
      const page = await browser.newPage();
      await page.goto(url);
      const element = await page.evaluateHandle((src) => {
        const frame = document.body.appendChild(document.createElement("iframe"));
        frame.sandbox.value = "allow-scripts";
        frame.src = src;
        return frame;
      }, url);
      const frame = await element.contentFrame();
      if (frame === null) throw new Error("The sandboxed frame was not loaded.");
      await ready(frame);
      return frame;
    },
    async restart() {
      await browser.close();
      browser = await launch(profile);
    },
    async limit(quotaSize) {
      const session = await control(browser);
      await session.send("Storage.overrideQuotaForOrigin", {
        origin: url,
        ...(quotaSize !== undefined && { quotaSize }),
      });
    },
    async clear() {
      const session = await control(browser);
      await session.send("Storage.clearDataForOrigin", { origin: url, storageTypes: "indexeddb,file_systems" });
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Waits until the page's program can be called, after a reload for example. */
export async function ready(page: Page | Frame): Promise<void> {
  await page.waitForFunction(() => "program" in globalThis);
}

async function control(browser: BrowserContext): Promise<CDPSession> {
  return browser.newCDPSession(browser.pages()[0] ?? (await browser.newPage()));
}

function launch(profile: string): Promise<BrowserContext> {
  const executablePath = systemChromium();
  return chromium.launchPersistentContext(profile, {
    args: chromiumArguments,
    ...(executablePath !== undefined && { executablePath }),
  });
}
