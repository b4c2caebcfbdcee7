import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import blosc from "../../../packages/codec-blosc/test/fixtures/blosc.json" with { type: "json" };
import gzip from "../../../packages/codec-gzip/test/fixtures/gzip.json" with { type: "json" };
import lz4 from "../../../packages/codec-lz4/test/fixtures/lz4.json" with { type: "json" };
import zstd from "../../../packages/codec-zstd/test/fixtures/zstd.json" with { type: "json" };
import { type RecordedFile, recordedCases } from "../../../test-utils/numcodecs-fixtures/src/recorded.js";
import { chromiumArguments, systemChromium } from "../../vitest/chromium.mjs";

const entry = fileURLToPath(new URL("../policy-page.mjs", import.meta.url));
const files = new Map<string, Uint8Array>();
const server = createServer((request, response) => {
  const url = new URL(request.url!, "http://localhost");
  const file = files.get(url.pathname);
  const policy = { "Content-Security-Policy": url.searchParams.get("policy") ?? "" };
  if (file) response.writeHead(200, { "Content-Type": "text/javascript" }).end(file);
  else
    response
      .writeHead(200, { "Content-Type": "text/html", ...policy })
      .end('<script type="module" src="/policy-page.js"></script>');
});
let browser: Browser;

beforeAll(async () => {
  const options = {
    bundle: true,
    format: "esm",
    splitting: true,
    write: false,
    outdir: "/",
    platform: "browser",
  } as const;
  const { outputFiles } = await build({
    ...options,
    entryPoints: [entry],
    logLevel: "silent",
  });
  for (const { path, contents } of outputFiles) files.set(`/${basename(path)}`, contents);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const executablePath = systemChromium();
  browser = await chromium.launch({ args: chromiumArguments, ...(executablePath && { executablePath }) });
});

afterAll(async () => {
  await browser?.close();
  server.close();
  server.closeAllConnections();
});

/** A page whose header says nothing but that policy. */
async function pageUnder(policy: string): Promise<Page> {
  const page = await browser.newPage();
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/?policy=${encodeURIComponent(policy)}`);
  await page.waitForFunction("globalThis.decode !== undefined");
  return page;
}

describe.each([
  ["lets WebAssembly run", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'", true],
  ["forbids it", "default-src 'none'; script-src 'self'", false],
])("a page whose policy %s", (_, policy, isAllowed) => {
  it.each(Object.entries({ lz4, blosc, gzip, zstd }))(
    "decodes what numcodecs encoded with %s",
    async (id, recorded) => {
      const page = await pageUnder(policy);
      for (const { configuration, decoded, elementSize, encoded } of recordedCases(recorded as RecordedFile)) {
        const task = { id, configuration, length: decoded.length, elementSize, encoded: textOf(encoded) };
        const found = await page.evaluate((one) => (globalThis as any).decode(one), task);
        expect(Buffer.from(found, "latin1").equals(decoded), JSON.stringify(configuration)).toBe(true);
      }
      const bytes: number = await page.evaluate("globalThis.engineBytes()");
      if (id !== "gzip") expect(bytes > 0).toBe(isAllowed);
      await page.close();
    },
  );
});

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
