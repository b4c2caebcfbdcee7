import { join } from "node:path";
import { openSite, type Page, type Site } from "@zarrkit/test-pages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as pageProgram from "./pages/program.js";

declare const program: typeof pageProgram;

let site: Site;
let one: Page;
let other: Page;

beforeAll(async () => {
  site = await openSite(join(import.meta.dirname, "pages/program.ts"));
  [one, other] = [await site.page(), await site.page()];
});
afterAll(() => site.close());

describe("two tabs over one directory", () => {
  it("lose no update of those that are conditional on a version", async () => {
    await Promise.all([one, other].map((tab) => tab.evaluate(() => program.count("", 30))));
    expect(await one.evaluate(() => program.counted(""))).toBe(60);
    expect(await other.evaluate(() => program.counted(""))).toBe(60);
  });

  it("create a value once", async () => {
    const tabs = [one, other].map((tab) => tab.evaluate(() => program.create("", 20)));
    expect((await Promise.all(tabs)).sort()).toEqual([0, 1]);
  });

  it("write into directories that the other removes at the same moment", async () => {
    const tabs = [
      one.evaluate(() => program.comeAndGo("one", 30)),
      other.evaluate(() => program.comeAndGo("other", 30)),
    ];
    expect(await Promise.all(tabs)).toEqual([60, 60]);
  });
});
