import { afterEach, expect, it, vi } from "vitest";
import { forEachBounded } from "../../src/schedule/for-each.js";
import { takeTurns } from "../../src/schedule/turn.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Keeps the thread for so many milliseconds. */
function work(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

it("others have their turns while items are worked on that wait for nothing", async () => {
  let turns = 0;
  const timer = setInterval(() => void turns++, 0);
  await forEachBounded(Array.from({ length: 100 }), 8, async () => work(1));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(4);
});

it("they have them in runtimes without message channels too", async () => {
  vi.stubGlobal("MessageChannel", undefined);
  let turns = 0;
  const timer = setInterval(() => void turns++, 0);
  await forEachBounded(Array.from({ length: 100 }), 8, async () => work(1));
  clearInterval(timer);
  expect(turns).toBeGreaterThan(4);
});

it("an abort is heard meanwhile", async () => {
  const controller = new AbortController();
  let done = 0;
  setTimeout(() => controller.abort("enough"), 0);
  const items = Array.from({ length: 10_000 });
  const working = forEachBounded(items, 8, async () => void (work(1), done++), controller.signal);
  await expect(working).rejects.toBe("enough");
  expect(done).toBeLessThan(items.length);
});

it("a turn goes on until it has been long, then all wait for the same next one", async () => {
  let now = performance.now() + 1000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  await takeTurns();
  now += 7;
  expect(takeTurns()).toBeUndefined();
  now += 2;
  const [one, other] = [takeTurns(), takeTurns()];
  expect(one).toBeInstanceOf(Promise);
  expect(other).toBe(one);
  await one;
  expect(takeTurns()).toBeUndefined();
});
