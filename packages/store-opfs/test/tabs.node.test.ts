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
      one.evaluate(() => program.count("counter", 30)),
      other.evaluate(() => program.count("counter", 30)),
      one.evaluate(() => program.countInWorker("/worker.js", "counter", 30)),
      other.evaluate(() => program.countInWorker("/worker.js", "counter", 30)),
    ]);
    expect(await one.evaluate(() => program.counted("counter"))).toBe(120);
    expect(await other.evaluate(() => program.counted("counter"))).toBe(120);
  });

  it("create a value once", async () => {
    const tabs = [one, other].map((tab) => tab.evaluate(() => program.create("created", 20)));
    expect((await Promise.all(tabs)).sort()).toEqual([0, 1]);
  });

  it("write into folders that the other removes at the same moment", async () => {
    const tabs = [
      one.evaluate(() => program.comeAndGo("busy", "one", 30)),
      other.evaluate(() => program.comeAndGo("busy", "other", 30)),
    ];
    expect(await Promise.all(tabs)).toEqual([60, 60]);
    expect(await one.evaluate(() => program.namesIn("busy"))).toEqual([]);
  });
});

describe("a tab that is closed while it writes", () => {
  it("leaves the value as it was, and what it left behind is no key and is removed", async () => {
    await one.evaluate(() => program.write("cut", "a/value", 1));
    const third = await site.page();
    third.evaluate(() => program.writeWithoutEnd("cut", "a/value")).catch(() => {});
    await expect.poll(() => one.evaluate(() => program.namesIn("cut/a"))).toContain(".zarrkit-value");
    expect(await one.evaluate(() => program.keysIn("cut"))).toEqual(["a/value"]);
    expect(await one.evaluate(() => program.namesIn("cut/a"))).toContain(".zarrkit-value");
    await third.close();
    expect(await one.evaluate(() => program.read("cut", "a/value"))).toBe(1);
    expect(await one.evaluate(() => program.keysIn("cut"))).toEqual(["a/value"]);
    await expect
      .poll(async () => {
        await one.evaluate(() => program.keysIn("cut"));
        return one.evaluate(() => program.namesIn("cut/a"));
      })
      .toEqual(["value"]);
  });
});

describe("a site whose data the browser clears", () => {
  it("goes on in new folders", async () => {
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
        /^Could not write "a" in the origin private file system: SecurityError: .* it is a sandboxed frame, or/,
      ),
    });
  });
});

describe("an array", () => {
  it("is there, every element of it, after a reload and after the browser was started anew", async () => {
    const url = "opfs://experiment%201/a";
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
        /^Could not write "v\/\d+" in the origin private file system: the browser gives this site no more room than the \d+ bytes in use\. Delete what is not needed/,
      ),
      fields: { exception: "QuotaExceededError", usage: expect.any(Number) },
      intact: true,
    });
    expect(refused?.written).toBeGreaterThan(2);
    expect(refused?.keys).toBe(refused?.written);
    expect(await one.evaluate(() => program.namesIn("full/v"))).toHaveLength(refused?.written ?? 0);
    await one.evaluate(() => program.clear("full"));
    await site.limit();
    await one.evaluate(() => program.write("full", "again", 1));
  });
});
