import { describe, expect, it } from "vitest";
import { SharedCalls } from "../../src/schedule/shared-calls.js";
import { Gate } from "./gate.js";

describe("SharedCalls", () => {
  it("asks once for what several want while the call is under way, and again later", async () => {
    const calls = new SharedCalls<number>();
    const gate = new Gate<number>();
    let started = 0;
    const start = () => {
      started++;
      return gate.opened;
    };
    const both = [calls.run("key", start), calls.run("key", start)];
    gate.open(7);
    expect(await Promise.all(both)).toEqual([7, 7]);
    expect(started).toBe(1);
    await calls.run("key", start);
    expect(started).toBe(2);
  });

  it("one caller's abort ends its own waiting only", async () => {
    const calls = new SharedCalls<number>();
    const gate = new Gate<number>();
    const controller = new AbortController();
    let aborted = false;
    const start = (signal: AbortSignal) => {
      signal.addEventListener("abort", () => (aborted = true));
      return gate.opened;
    };
    const leaving = calls.run("key", start, controller.signal);
    const staying = calls.run("key", start);
    controller.abort("bored");
    await expect(leaving).rejects.toBe("bored");
    expect(aborted).toBe(false);
    gate.open(7);
    expect(await staying).toBe(7);
  });

  it("the call is aborted when nobody waits for it any more, and nobody joins it then", async () => {
    const calls = new SharedCalls<number>();
    const [first, second] = [new AbortController(), new AbortController()];
    const signals: AbortSignal[] = [];
    const start = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<number>((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        if (signals.length > 1) resolve(9);
      });
    };
    const both = [calls.run("key", start, first.signal), calls.run("key", start, second.signal)];
    first.abort("one");
    await expect(both[0]).rejects.toBe("one");
    expect(signals[0]!.aborted).toBe(false);
    second.abort("two");
    await expect(both[1]).rejects.toBe("two");
    expect(signals[0]!.aborted).toBe(true);
    expect(await calls.run("key", start)).toBe(9);
  });

  it("a failure reaches everyone who waits, and is not remembered", async () => {
    const calls = new SharedCalls<number>();
    const failing = () => Promise.reject(new Error("fails"));
    const both = [calls.run("key", failing), calls.run("key", failing)];
    expect(await Promise.allSettled(both)).toMatchObject([
      { reason: { message: "fails" } },
      { reason: { message: "fails" } },
    ]);
    expect(await calls.run("key", async () => 1)).toBe(1);
  });

  it("an aborted caller starts nothing", async () => {
    let started = 0;
    const calls = new SharedCalls<number>();
    await expect(calls.run("key", async () => ++started, AbortSignal.abort("no"))).rejects.toBe("no");
    expect(started).toBe(0);
  });

  it("nobody joins a call that was forgotten, and who waits already is served", async () => {
    const calls = new SharedCalls<number>();
    const gate = new Gate<number>();
    const before = calls.run("key", () => gate.opened);
    calls.forget((name) => name === "key");
    expect(await calls.run("key", async () => 2)).toBe(2);
    gate.open(1);
    expect(await before).toBe(1);
  });

  it("a forgotten call is aborted too when nobody waits for it any more", async () => {
    const calls = new SharedCalls<number>();
    const controller = new AbortController();
    let given: AbortSignal | undefined;
    const start = (signal: AbortSignal) => {
      given = signal;
      return new Promise<number>(() => {});
    };
    const leaving = calls.run("key", start, controller.signal);
    calls.forget(() => true);
    controller.abort("bored");
    await expect(leaving).rejects.toBe("bored");
    expect(given?.aborted).toBe(true);
  });

  it("a call that has ended is not aborted", async () => {
    const calls = new SharedCalls<number>();
    const given: AbortSignal[] = [];
    const both = [
      calls.run("one", async (signal) => given.push(signal)),
      calls.run("other", (signal) => Promise.reject(new Error(`${given.push(signal)}`)), new AbortController().signal),
    ];
    expect(await Promise.allSettled(both)).toMatchObject([{ value: 1 }, { reason: { message: "2" } }]);
    expect(given.map(({ aborted }) => aborted)).toEqual([false, false]);
  });
});
