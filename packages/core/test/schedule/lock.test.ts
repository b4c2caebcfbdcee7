import type { Store } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { withLock } from "../../src/schedule/lock.js";
import { Gate, settled } from "./gate.js";

const emptyStore = (): Store => ({ get: async () => undefined });

describe("withLock", () => {
  it("runs tasks of one key one after the other, in the order they came", async () => {
    const store = emptyStore();
    const log: string[] = [];
    const task = (name: string, milliseconds: number) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      log.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([
      withLock(store, "c/0", task("a", 3)),
      withLock(store, "c/0", task("b", 0)),
      withLock(store, "c/0", task("c", 1)),
    ]);
    expect(results).toEqual(["a", "b", "c"]);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });

  it("lets other keys, and the same key of other stores, go on", async () => {
    const store = emptyStore();
    const gate = new Gate();
    const held = withLock(store, "c/0", () => gate.opened);
    expect(await withLock(store, "c/1", async () => "another key")).toBe("another key");
    expect(await withLock(emptyStore(), "c/0", async () => "another store")).toBe("another store");
    gate.open();
    await held;
  });

  it("a task that fails rejects only its own caller", async () => {
    const store = emptyStore();
    const failing = withLock(store, "c/0", () => Promise.reject(new Error("fails")));
    const next = withLock(store, "c/0", async () => "next");
    await expect(failing).rejects.toThrow("fails");
    expect(await next).toBe("next");
  });

  it("a task that comes while another waits still waits for both", async () => {
    const store = emptyStore();
    const [first, second] = [new Gate(), new Gate()];
    const log: string[] = [];
    const a = withLock(store, "k", () => first.opened);
    const b = withLock(store, "k", () => second.opened);
    first.open();
    await a;
    const c = withLock(store, "k", async () => void log.push("c"));
    await settled();
    expect(log).toEqual([]);
    second.open();
    await Promise.all([b, c]);
    expect(log).toEqual(["c"]);
  });
});
