import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveSite } from "../src/http.js";
import { type Fault, Site, type SiteOptions } from "../src/index.js";
import { siteHandlers } from "../src/msw.js";

const mocked = "https://mocked.test/site";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "bypass" }));
afterAll(() => server.close());

const values = [["a/b c", Uint8Array.from({ length: 3000 }, (_, i) => i % 251)]] as const;
const told = ["content-type", "content-range", "etag", "location", "retry-after", "access-control-allow-origin"];

/** What a client sees of an answer; "broken" for one that does not end well. */
async function seen(url: string, init: RequestInit): Promise<unknown> {
  try {
    const response = await fetch(url, { redirect: "manual", ...init });
    const headers = told.map((name) => response.headers.get(name));
    return { status: response.status, headers, body: Buffer.from(await response.arrayBuffer()).toString("hex") };
  } catch {
    return "broken";
  }
}

const requests: readonly RequestInit[] = [
  {},
  { method: "HEAD" },
  { method: "OPTIONS" },
  { method: "POST", body: "x" },
  ...["bytes=10-19", "bytes=2990-", "bytes=2990-9999", "bytes=-7", "bytes=-9999", "bytes=3000-", "bytes=x"].map(
    (Range) => ({ headers: { Range } }),
  ),
];

const faults: readonly (Fault | undefined)[] = [
  undefined,
  { kind: "status", status: 503, retryAfter: "1" },
  { kind: "ranges ignored" },
  { kind: "suffix misread", as: "first bytes" },
  { kind: "suffix misread", as: "from offset" },
  { kind: "suffix misread", as: "unsatisfiable" },
  { kind: "part length", by: 3 },
  { kind: "content-range", by: 3 },
  { kind: "hidden", headers: ["content-range", "etag"] },
  { kind: "cut", after: 5, by: "reset" },
  { kind: "refused" },
  { kind: "slow", before: 5, between: 1 },
  { kind: "page" },
  { kind: "redirect", status: 302, to: "elsewhere" },
  { kind: "encoded" },
];

describe("real HTTP and msw answer alike", () => {
  it.each(faults.map((fault) => [fault?.kind ?? "no fault", fault] as const))("%s", async (_, fault) => {
    const options: SiteOptions = { values, rules: fault ? [{ fault }] : [], cors: "simple" };
    const [one, other] = [new Site(options), new Site(options)];
    const real = await serveSite(one);
    server.resetHandlers(...siteHandlers(mocked, other));
    for (const key of ["a/b%20c", "missing"]) {
      for (const request of requests) {
        const [expected, found] = [await seen(`${real.url}/${key}`, request), await seen(`${mocked}/${key}`, request)];
        expect(found, `${key} ${JSON.stringify(request)}`).toEqual(expected);
      }
    }
    expect(other.log).toEqual(one.log);
    await real.close();
  });
});

describe("a site without faults", () => {
  it("answers ranges as RFC 9110 says", async () => {
    const site = new Site({ values });
    const range = async (header: string) => {
      const answer = await site.respond({ method: "GET", key: "a/b c", query: "", headers: { range: header } });
      return [answer.status, answer.headers["content-range"], answer.body?.length];
    };
    expect(await range("bytes=0-0")).toEqual([206, "bytes 0-0/3000", 1]);
    expect(await range("bytes=2999-")).toEqual([206, "bytes 2999-2999/3000", 1]);
    expect(await range("bytes=-5")).toEqual([206, "bytes 2995-2999/3000", 5]);
    expect((await range("bytes=3000-")).slice(0, 2)).toEqual([416, "bytes */3000"]);
    expect((await range("bytes=-0")).slice(0, 2)).toEqual([416, "bytes */3000"]);
    expect(await range("bytes=5-4")).toEqual([416, "bytes */3000", 13]);
  });

  it("logs what was asked, and counts", async () => {
    const site = new Site({ values, rules: [{ fault: { kind: "status", status: 503 }, after: 1, times: 1 }] });
    for (let i = 0; i < 3; i++)
      await site.respond({ method: "GET", key: "a/b c", query: "q=1", headers: { range: "bytes=0-9" } });
    expect(site.log.map(({ status, bytes, range, query }) => [status, bytes, range, query])).toEqual([
      [206, 10, "bytes=0-9", "q=1"],
      [503, 6, "bytes=0-9", "q=1"],
      [206, 10, "bytes=0-9", "q=1"],
    ]);
    expect(site.count()).toBe(3);
    expect(site.count({ status: 206, method: "GET" })).toBe(2);
  });
});
