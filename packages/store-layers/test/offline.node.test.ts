import { join } from "node:path";
import { crc32c } from "@zarrkit/codec-checksum/crc32c";
import { sharding } from "@zarrkit/codec-sharding";
import { createArray, createRegistry, set } from "@zarrkit/core";
import { openSite, type Page, type Site } from "@zarrkit/test-pages";
import { Site as Data } from "@zarrkit/test-servers";
import { type SiteServer, serveSite } from "@zarrkit/test-servers/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as pageProgram from "./pages/program.js";

declare const program: typeof pageProgram;

const elements = Uint16Array.from({ length: 64 * 96 }, (_, i) => (i * 31) % 65521);
const registry = createRegistry(sharding(), crc32c());
let site: Site;

beforeAll(async () => {
  site = await openSite(join(import.meta.dirname, "pages/program.ts"));
});
afterAll(() => site.close());

/** Two arrays behind a server of another origin with simple CORS, which answers no OPTIONS. */
async function serve(cors: "simple" | "full" = "simple"): Promise<{ data: Data; server: SiteServer }> {
  const values = new Map<string, Uint8Array>();
  const layout = { shape: [64, 96], dataType: "uint16", registry } as const;
  for (const [path, chunks] of Object.entries({
    plain: { chunks: [32, 32] },
    sharded: { chunks: [8, 8], shards: [32, 48] },
  })) {
    await set(await createArray({ store: values, path }, { ...layout, ...chunks }), null, elements);
  }
  const data = new Data({ values, cors });
  return { data, server: await serveSite(data) };
}

/** What the page asked of other origins. */
function watch(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site.url)) asked.push(`${request.method()} ${request.url()}`);
  });
  return asked;
}

const part = (rows: [number, number], columns: [number, number]) => {
  const found: number[] = [];
  for (let row = rows[0]; row < rows[1]; row++)
    found.push(...elements.slice(row * 96 + columns[0], row * 96 + columns[1]));
  return found;
};

describe.each(["indexeddb", "opfs"] as const)("a page with its cache in %s,", (place) => {
  it("reloaded when its source is gone, shows the same pixels with no request", async () => {
    const { data, server } = await serve();
    const { url } = server;
    const page = await site.page();
    const view = (path: string, selection: string) =>
      page.evaluate(([a, b, c, d]) => program.view(a, b, c, d), [place, url, path, selection] as const);

    for (const path of ["plain", "sharded"]) {
      const pinned = await page.evaluate(([a, b, c]) => program.prefetch(a, b, c, "0:20, 30:70"), [
        place,
        url,
        path,
      ] as const);
      expect(pinned).toBeGreaterThan(2000);
    }
    expect(data.count({ method: "OPTIONS" })).toBe(0);
    const shards = data.log.filter(({ key }) => key.startsWith("sharded/c/"));
    expect(shards.every(({ range, method }) => range !== "" || method === "HEAD")).toBe(true);
    const before = data.log.length;
    await server.close();

    await page.reload();
    await page.waitForFunction(() => "program" in globalThis);
    const asked = watch(page);
    for (const path of ["plain", "sharded"]) {
      expect(await view(path, "0:20, 30:70")).toEqual(part([0, 20], [30, 70]));
      // Seen in another way than it was fetched.
      expect(await view(path, "3:9, 50:66")).toEqual(part([3, 9], [50, 66]));
      expect(await view(path, "11, 69")).toEqual([elements[11 * 96 + 69]]);
    }
    expect(asked).toEqual([]);
    expect(data.log).toHaveLength(before);

    const missing = await page.evaluate(([a, b]) => program.failure(a, b, "plain", "40:50, 0:10"), [
      place,
      url,
    ] as const);
    expect(missing).toEqual({
      code: "store-failed",
      message: expect.stringMatching(
        /^plain\/c\/1\/0 is not kept here, and its source is out of reach: GET .*plain\/c\/1\/0/,
      ),
      kept: false,
    });
    expect(asked).toHaveLength(1);
    await page.close();
  });

  it.each(["simple", "full"] as const)("compares what it keeps without any preflight, with %s CORS", async (cors) => {
    const { data, server } = await serve(cors);
    const page = await site.page();
    for (const path of ["plain", "sharded"]) {
      const pixels = await page.evaluate(([a, b, c]) => program.compare(a, b, c, "0:20, 30:70"), [
        place,
        server.url,
        path,
      ] as const);
      expect(pixels).toEqual(part([0, 20], [30, 70]));
    }
    expect(data.count({ method: "OPTIONS" })).toBe(0);
    // Where the page sees ETags, a byte tells that nothing has changed; where it does not, whole values are read anew.
    const chunks = data.log.filter(({ key }) => key.startsWith("plain/c/"));
    const sizes = chunks.map(({ bytes }) => bytes);
    expect(sizes.filter((bytes) => bytes > 1)).toHaveLength(cors === "full" ? 3 : 6);
    expect(sizes.filter((bytes) => bytes === 1).length).toBeGreaterThanOrEqual(cors === "full" ? 3 : 0);
    await page.close();
    await server.close();
  });

  it("finds all of it in a browser that was started anew", async () => {
    const { data, server } = await serve();
    const first = await site.page();
    await first.evaluate(([a, b]) => program.prefetch(a, b, "sharded", "0:20, 30:70"), [place, server.url] as const);
    await server.close();
    const before = data.log.length;
    await site.restart();
    const page = await site.page();
    const pixels = await page.evaluate(([a, b]) => program.view(a, b, "sharded", "5:6, 30:70"), [
      place,
      server.url,
    ] as const);
    expect(pixels).toEqual(part([5, 6], [30, 70]));
    expect(data.log).toHaveLength(before);
  });
});
