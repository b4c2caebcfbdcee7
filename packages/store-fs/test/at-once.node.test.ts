import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

let atOnce: typeof import("../src/at-once.js");
let now = 0;

beforeEach(async () => {
  vi.resetModules();
  atOnce = await import("../src/at-once.js");
  vi.spyOn(performance, "now").mockImplementation(() => now);
  now = 1000;
});

afterEach(() => void vi.restoreAllMocks());

const takes = (milliseconds: number) => atOnce.atOnce(() => void (now += milliseconds));

it("opens and reads a little at once, and leaves long reads to threads", () => {
  expect(atOnce.isAtOnce()).toBe(true);
  expect(atOnce.isAtOnce(2 ** 17)).toBe(true);
  expect(atOnce.isAtOnce(2 ** 17 + 1)).toBe(false);
});

it("leaves all to threads for a while when a call was slow, failed ones too", async () => {
  takes(0.9);
  expect(atOnce.isAtOnce()).toBe(true);
  const failing = () =>
    atOnce.atOnce(() => {
      now += 2;
      throw new Error("gone");
    });
  expect(failing).toThrow("gone");
  await nextTurn();
  expect(atOnce.isAtOnce()).toBe(false);
  now += 99;
  expect(atOnce.isAtOnce()).toBe(false);
  now += 2;
  expect(atOnce.isAtOnce()).toBe(true);
});

it("lets others have their turn of the event loop", async () => {
  expect(atOnce.isAtOnce()).toBe(true);
  for (let i = 0; i < 6; i++) takes(0.8);
  expect(atOnce.isAtOnce()).toBe(false);
  await nextTurn();
  expect(atOnce.isAtOnce()).toBe(true);
});
