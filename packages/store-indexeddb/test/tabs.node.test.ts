import { join } from "node:path";
import { openSite, type Page, ready, type Site } from "@zarrkit/test-pages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as pageProgram from "./pages/program.js";

declare const program: typeof pageProgram;

const folder = join(import.meta.dirname, "pages");
let site: Site;
let one: Page;
let other: Page;

beforeAll(async () => {
  site = await openSite(join(folder, "program.ts"), join(folder, "worker.ts"));
  [one, other] = [await site.page(), await site.page()];
});
afterAll(() => site.close());

describe("two tabs and their workers", () => {
  it("lose no update of those that are conditional on a version", async () => {
    await Promise.all([
      one.evaluate(() => program.count("counter", 50)),
      other.evaluate(() => program.count("counter", 50)),
      one.evaluate(() => program.countInWorker("/worker.js", "counter", 50)),
      other.evaluate(() => program.countInWorker("/worker.js", "counter", 50)),
    ]);
    expect(await one.evaluate(() => program.counted("counter"))).toBe(200);
    expect(await other.evaluate(() => program.counted("counter"))).toBe(200);
  });

  it("create a value once", async () => {
    const tabs = [one, other].map((tab) => tab.evaluate(() => program.create("created", 20)));
    expect((await Promise.all(tabs)).sort()).toEqual([0, 1]);
  });

  it("do not keep each other from deleting a database, and go on in a new one", async () => {
    await one.evaluate(() => program.keep(1));
    await other.evaluate(() => program.keep(2));
    expect(await other.evaluate(() => program.remove("kept"))).toBe("deleted");
    expect(await one.evaluate(() => program.keptValue())).toBeUndefined();
    await one.evaluate(() => program.keep(3));
    expect(await other.evaluate(() => program.keptValue())).toBe(3);
  });
});

describe("a site whose data the browser clears", () => {
  it("goes on in a new database", async () => {
    await one.evaluate(() => program.keep(1));
    await site.clear();
    expect(await one.evaluate(() => program.keptValue())).toBeUndefined();
    await one.evaluate(() => program.keep(2));
    expect(await other.evaluate(() => program.keptValue())).toBe(2);
  });
});

describe("a sandboxed frame", () => {
  it("is told that the browser keeps nothing for it", async () => {
    const frame = await site.frame();
    const problem = await frame.evaluate(() => program.refusal("refused"));
    expect(problem).toMatchObject({
      code: "access-denied",
      message: expect.stringMatching(
        /^Could not write "a" in IndexedDB "refused": SecurityError: .* it is a sandboxed frame, or/,
      ),
    });
  });
});

describe("an array", () => {
  it("is there, every element of it, after a reload and after the browser was started anew", async () => {
    const url = "indexeddb://lab/experiment%201/a";
    await one.evaluate((at) => program.writeArray(at), url);
    expect(await other.evaluate((at) => program.arrayIsThere(at), url)).toBe(true);
    await one.reload();
    await ready(one);
    expect(await one.evaluate((at) => program.arrayIsThere(at), url)).toBe(true);
    await site.restart();
    [one, other] = [await site.page(), await site.page()];
    expect(await one.evaluate((at) => program.arrayIsThere(at), url)).toBe(true);
  });
});

describe("the browser's quota", () => {
  it("ends a write with an error that says so, and leaves what was there", async () => {
    await site.limit(20_000_000);
    const refused = await one.evaluate(() => program.fill("full"));
    expect(refused).toMatchObject({
      code: "store-failed",
      message: expect.stringMatching(
        /^Could not write "v\/\d+" in IndexedDB "full": the browser gives this site no more room than the \d+ bytes in use\. Delete what is not needed/,
      ),
      fields: { exception: "QuotaExceededError", usage: expect.any(Number) },
      intact: true,
    });
    expect(refused?.written).toBeGreaterThan(2);
    expect(refused?.keys).toBe(refused?.written);
    await one.evaluate(() => program.clear("full"));
    await site.limit();
    await one.evaluate(() => program.write("full", "again", 1));
  });
});
