import { describe, expect, it } from "vitest";
import { forEachBounded } from "../../src/schedule/for-each.js";
import { Gate, settled } from "./gate.js";

/** 0, 1, 2 … and how many have been taken. */
function counted(length: number) {
  const taken = { count: 0 };
  function* items() {
    for (let i = 0; i < length; i++) {
      taken.count++;
      yield i;
    }
  }
  return { items: items(), taken };
}

describe("forEachBounded", () => {
  it("works on every item, at most so many at once", async () => {
    let running = 0;
    let most = 0;
    const seen: number[] = [];
    await forEachBounded(counted(30).items, 4, async (item) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, item % 4));
      seen.push(item);
      running--;
    });
    expect(most).toBe(4);
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  it("takes an item only when there is a place for it", async () => {
    const { items, taken } = counted(100);
    const gate = new Gate();
    const done = forEachBounded(items, 3, () => gate.opened);
    await settled();
    expect(taken.count).toBe(3);
    gate.open();
    await done;
    expect(taken.count).toBe(100);
  });

  it("the first failure stops the others through their signal and is what rejects, once all have stopped", async () => {
    const { items, taken } = counted(100);
    const gate = new Gate();
    const reasons: unknown[] = [];
    const done = forEachBounded(items, 3, async (item, signal) => {
      if (item === 1) throw new Error("item 1 failed");
      signal.addEventListener("abort", () => reasons.push(signal.reason));
      await gate.opened;
      throw new Error("a later failure, of an item that was stopped");
    });
    let finished = false;
    done.catch(() => undefined).finally(() => (finished = true));
    await settled();
    expect(reasons).toEqual([new Error("item 1 failed"), new Error("item 1 failed")]);
    expect(finished).toBe(false);
    gate.open();
    await expect(done).rejects.toThrow("item 1 failed");
    expect(taken.count).toBeLessThan(10);
  });

  it("the caller's abort stops all and rejects with its reason", async () => {
    const controller = new AbortController();
    const { items, taken } = counted(100);
    let stopped = 0;
    const done = forEachBounded(
      items,
      3,
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            stopped++;
            reject(signal.reason);
          });
        }),
      controller.signal,
    );
    await settled();
    const reason = { mine: true };
    controller.abort(reason);
    await expect(done).rejects.toBe(reason);
    expect(stopped).toBe(3);
    expect(taken.count).toBeLessThan(10);
  });

  it("an aborted caller takes no item at all", async () => {
    const { items, taken } = counted(5);
    await expect(forEachBounded(items, 3, async () => undefined, AbortSignal.abort("no"))).rejects.toBe("no");
    expect(taken.count).toBe(0);
  });

  it("leaves no listener on the caller's signal", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...call: Parameters<typeof add>) => {
      listeners++;
      add(...call);
    };
    signal.removeEventListener = (...call: Parameters<typeof remove>) => {
      listeners--;
      remove(...call);
    };
    await forEachBounded(counted(5).items, 3, async () => undefined, signal);
    expect(listeners).toBe(0);
  });

  it("gives no two items at once the same signal, so that listeners do not pile up on one", async () => {
    const signals = new Set<AbortSignal>();
    await forEachBounded(counted(20).items, 15, async (_, signal) => {
      expect(signals).not.toContain(signal);
      signals.add(signal);
      await Promise.resolve();
      signals.delete(signal);
    });
    expect(signals.size).toBe(0);
  });

  it("has nothing to do for no items", async () => {
    await forEachBounded([], 3, () => Promise.reject(new Error("never called")));
  });
});
