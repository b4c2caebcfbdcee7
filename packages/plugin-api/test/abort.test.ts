import { describe, expect, it, vi } from "vitest";
import { onAbort, until } from "../src/index.js";

describe("onAbort", () => {
  it("calls everybody who still waits, by one listener", () => {
    const controller = new AbortController();
    const add = vi.spyOn(controller.signal, "addEventListener");
    const calls: string[] = [];
    onAbort(controller.signal, () => calls.push("first"));
    const leave = onAbort(controller.signal, () => calls.push("gone"));
    onAbort(controller.signal, () => calls.push("last"));
    leave();
    controller.abort();
    expect(calls).toEqual(["first", "last"]);
    expect(add).toHaveBeenCalledTimes(1);
  });

  it("calls the same function as often as it was handed over", () => {
    const controller = new AbortController();
    const call = vi.fn();
    const leave = onAbort(controller.signal, call);
    onAbort(controller.signal, call);
    leave();
    controller.abort();
    expect(call).toHaveBeenCalledTimes(1);
  });
});

describe("until", () => {
  it("passes on what becomes of the promise", async () => {
    const { signal } = new AbortController();
    expect(await until(signal, Promise.resolve(1))).toBe(1);
    await expect(until(signal, Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await until(undefined, Promise.resolve(2))).toBe(2);
  });

  it("rejects with the reason itself when the signal aborts, before or meanwhile", async () => {
    const reason = { why: "a test" };
    const controller = new AbortController();
    const waiting = until(controller.signal, new Promise(() => {}));
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(until(controller.signal, Promise.resolve(1))).rejects.toBe(reason);
  });
});
