import { remoteSite } from "@zarrkit/test-servers/remote";
import { describe, expect, inject, it } from "vitest";
import { httpStore } from "../src/store.js";
import { value, values } from "./fault-table.js";

const strict = (more = {}) => remoteSite(inject("sites"), { values, cors: "simple", ...more });

describe("a page reads from a strict server of another origin (simple CORS, no answer to OPTIONS)", () => {
  it("whole values, parts, ends, several parts and sizes without any preflight", async () => {
    const site = await strict();
    const store = httpStore(site.url);
    expect(store.traits.suffixRanges).toBe(false);
    expect(await store.get("c/0")).toEqual(value);
    expect(await store.getRange("c/0", { offset: 10, length: 20 })).toEqual(value.slice(10, 30));
    expect(await store.getRange("c/0", { offset: 4000 })).toEqual(value.slice(4000));
    expect(await store.getRange("c/0", { suffix: 100 })).toEqual(value.slice(4900));
    expect(await store.getRange("c/0", { suffix: 9999 })).toEqual(value);
    expect(await store.getRanges("c/0", [{ offset: 0, length: 5 }, { suffix: 5 }])).toEqual([
      value.slice(0, 5),
      value.slice(4995),
    ]);
    expect(await store.size("c/0")).toBe(5000);
    expect(await store.get("missing")).toBeUndefined();
    expect(await store.getRange("missing", { suffix: 5 })).toBeUndefined();
    const methods = new Set((await site.log()).map(({ method }) => method));
    expect([...methods].sort()).toEqual(["GET", "HEAD"]);
  });

  it("the end of a value by one HEAD, which is remembered, and one part", async () => {
    const site = await strict();
    const store = httpStore(site.url);
    await store.getRange("c/0", { suffix: 100 });
    await store.getRange("c/0", { suffix: 50 });
    const log = await site.log();
    expect(log.map(({ method }) => method)).toEqual(["HEAD", "GET", "GET"]);
    expect(log.slice(1).map(({ range, bytes }) => `${range.replace("4999", "")}: ${bytes}`)).toEqual([
      "bytes=4900-: 100",
      "bytes=4950-: 50",
    ]);
  });

  it("a suffix range that is forced fails for want of a preflight, and the error speaks of CORS", async () => {
    const site = await strict();
    const store = httpStore(site.url, { suffixRanges: true, retries: 0 });
    await expect(store.getRange("c/0", { suffix: 100 })).rejects.toThrow(/failed on its way.*CORS/);
    expect((await site.log()).map(({ method }) => method)).toEqual(["OPTIONS"]);
  });

  it("nothing where CORS is off, and the error says so", async () => {
    const site = await strict({ cors: "off" });
    const store = httpStore(site.url, { retries: 0 });
    await expect(store.get("zarr.json")).rejects.toThrow(/failed on its way.*Access-Control-Allow-Origin/);
  });
});

it("a page asks its own origin for suffixes in one request", async () => {
  const asked: unknown[] = [];
  const store = httpStore("/data/", {
    fetch: async (url, init) => {
      asked.push([url, init.headers]);
      return new Response(value.slice(4900), { status: 206, headers: { "content-range": "bytes 4900-4999/5000" } });
    },
  });
  expect(store.traits).toMatchObject({ suffixRanges: true });
  expect(await store.getRange("c/0", { suffix: 100 })).toEqual(value.slice(4900));
  expect(asked).toEqual([[`${location.origin}/data/c/0`, { Range: "bytes=-100" }]]);
});
