import { describe, expect, it } from "vitest";
import { concurrencyOf, Scheduler, schedulerOf } from "../../src/schedule/scheduler.js";
import { Gate, settled } from "./gate.js";

describe("Scheduler", () => {
  it("never runs more tasks at once than it has places, and runs all", async () => {
    const scheduler = new Scheduler(3);
    let running = 0;
    let most = 0;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        scheduler.run(async () => {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, i % 3));
          running--;
          return i;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it("has no more places after tasks had to wait", async () => {
    const scheduler = new Scheduler(1);
    await Promise.all([1, 2, 3].map(() => scheduler.run(async () => undefined)));
    const gate = new Gate();
    let running = 0;
    const both = [1, 2].map(() =>
      scheduler.run(() => {
        running++;
        return gate.opened;
      }),
    );
    await settled();
    expect(running).toBe(1);
    gate.open();
    await Promise.all(both);
  });

  it("starts waiting tasks by priority, and those of one priority in the order they came", async () => {
    const scheduler = new Scheduler(1);
    const gate = new Gate();
    const order: string[] = [];
    const first = scheduler.run(() => gate.opened);
    const later = [
      ["a", 0],
      ["b", 1],
      ["c", 0],
      ["d", 5],
      ["e", -1],
      ["f", 1],
    ].map(([name, priority]) => scheduler.run(async () => void order.push(name as string), priority as number));
    gate.open();
    await Promise.all([first, ...later]);
    expect(order).toEqual(["d", "b", "f", "a", "c", "e"]);
  });

  it("rejects a waiting task with the reason of its signal, and gives its place to nobody", async () => {
    const scheduler = new Scheduler(1);
    const gate = new Gate();
    const first = scheduler.run(() => gate.opened);
    const controller = new AbortController();
    let ran = false;
    const waiting = scheduler.run(async () => void (ran = true), 0, controller.signal);
    const after = scheduler.run(async () => "after");
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
    gate.open();
    await first;
    expect(await after).toBe("after");
    expect(ran).toBe(false);
  });

  it("does not begin a task whose signal has aborted already", async () => {
    const scheduler = new Scheduler(1);
    let ran = false;
    await expect(scheduler.run(async () => void (ran = true), 0, AbortSignal.abort("no"))).rejects.toBe("no");
    expect(ran).toBe(false);
    expect(await scheduler.run(async () => 1)).toBe(1);
  });

  it("keeps every place after tasks that fail, throw at once or are aborted", async () => {
    const scheduler = new Scheduler(2);
    const controller = new AbortController();
    const calls = [
      scheduler.run(() => Promise.reject(new Error("fails"))),
      scheduler.run(() => {
        throw new Error("throws");
      }),
      scheduler.run(async () => 1, 0, controller.signal),
    ];
    controller.abort();
    await Promise.allSettled(calls);

    const gate = new Gate();
    let running = 0;
    const both = [1, 2].map(() =>
      scheduler.run(() => {
        running++;
        return gate.opened;
      }),
    );
    await Promise.resolve();
    expect(running).toBe(2);
    const more = new Gate();
    let third = false;
    const waiting = scheduler.run(async () => {
      third = true;
      await more.opened;
    });
    await settled();
    expect(third).toBe(false);
    gate.open();
    more.open();
    await Promise.all([...both, waiting]);
  });
});

describe("the scheduler of a store", () => {
  const storeWith = (concurrency?: number) => ({
    get: async () => undefined,
    ...(concurrency !== undefined && { traits: { concurrency } }),
  });

  it("is one for all who read the store", () => {
    const store = storeWith();
    expect(schedulerOf(store)).toBe(schedulerOf(store));
    expect(schedulerOf(store)).not.toBe(schedulerOf(storeWith()));
  });

  it("has as many places as the store says pay, or a default", () => {
    expect(concurrencyOf(storeWith(4))).toBe(4);
    expect(concurrencyOf(storeWith())).toBe(32);
  });

  it.each([0, -3, 0.5, Number.NaN])("has at least one place, whatever the store says: %s", (concurrency) => {
    expect(concurrencyOf(storeWith(concurrency))).toBeGreaterThanOrEqual(1);
  });

  it("has a bounded number of places where the store knows no bound", () => {
    expect(concurrencyOf(storeWith(Infinity))).toBeLessThanOrEqual(1024);
    expect(concurrencyOf(storeWith(2.9))).toBe(2);
  });
});
