import type { Bytes, Store } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { fetchValue, forgetCalls } from "../../src/schedule/fetch.js";
import { fetchSpans } from "../../src/schedule/fetch-ranges.js";
import { memoryStore } from "../../src/store/memory.js";
import { sliceRange } from "../../src/store/range.js";

const value = Uint8Array.from({ length: 100 }, (_, i) => i);
const spans = [70, 10, 40, 12, 90].map((offset) => ({ offset, length: 4 }));
const wanted = spans.map(({ offset, length }) => [...value.subarray(offset, offset + length)]);

/** Stores that differ in what they offer for ranges. */
const stores: Record<string, (map: Map<string, Bytes>) => Store> = {
  "single ranges": (map) => {
    const { get, getRange, size } = memoryStore(map);
    return { get, getRange, size, traits: { coalesceGap: 0 } };
  },
  "several ranges": (map) => {
    const { get, getRange, getRanges, size } = memoryStore(map);
    return { get, getRange, getRanges, size, traits: { coalesceGap: 8 } };
  },
  versions: (map) => memoryStore(map),
};

describe.each(Object.entries(stores))("a store with %s", (_, make) => {
  it("answers every span in the order asked", async () => {
    const found = await fetchSpans(make(new Map([["k", value]])), "k", spans, undefined, {});
    expect(found!.pieces.map((piece) => [...piece])).toEqual(wanted);
  });

  it("answers undefined for a value that is not there, and nothing for no spans", async () => {
    const store = make(new Map());
    expect(await fetchSpans(store, "k", spans, undefined, {})).toBeUndefined();
    expect((await fetchSpans(store, "k", [], undefined, {}))!.pieces).toEqual([]);
  });

  it("refuses spans beyond the value's end", async () => {
    const store = make(new Map([["k", value]]));
    await expect(fetchSpans(store, "k", [{ offset: 98, length: 4 }], undefined, {})).rejects.toMatchObject({
      code: "codec-failed",
    });
  });
});

it("refuses pieces of another version than was asked for", async () => {
  const map = new Map<string, Bytes>([["k", value]]);
  const store = memoryStore(map);
  const state = (await store.getRangesVersioned("k", []))!;
  await store.set("k", value);
  await expect(fetchSpans(store, "k", spans, state, {})).rejects.toMatchObject({ code: "conflict" });
});

describe("calls for the same value at once", () => {
  function slow() {
    const signals: AbortSignal[] = [];
    const answers: ((bytes: Bytes | undefined) => void)[] = [];
    const store: Store = {
      get: (_key, options) =>
        new Promise((resolve, reject) => {
          signals.push(options!.signal!);
          options!.signal!.addEventListener("abort", () => reject(options!.signal!.reason));
          answers.push(resolve);
        }),
    };
    return { store, signals, answers };
  }

  it("ask once, and one caller's abort does not touch the others", async () => {
    const { store, signals, answers } = slow();
    const impatient = new AbortController();
    const calls = [
      fetchValue(store, "k", { signal: impatient.signal }),
      fetchValue(store, "k", {}),
      fetchValue(store, "k", {}),
    ];
    impatient.abort(new Error("enough"));
    await expect(calls[0]).rejects.toThrow("enough");
    expect([signals.length, signals[0]!.aborted]).toEqual([1, false]);
    answers[0]!(value);
    expect(await Promise.all(calls.slice(1))).toEqual([value, value]);
  });

  it("are aborted when all have left, and not joined any more", async () => {
    const { store, signals, answers } = slow();
    const callers = [new AbortController(), new AbortController()];
    const calls = callers.map(({ signal }) => fetchValue(store, "k", { signal }));
    for (const caller of callers) caller.abort(new Error("gone"));
    await Promise.allSettled(calls);
    expect(signals[0]!.aborted).toBe(true);
    const late = fetchValue(store, "k", {});
    await Promise.resolve();
    answers[1]!(value);
    expect(await late).toBe(value);
  });

  it("are not joined by a reader that comes after a write", async () => {
    const { store, answers } = slow();
    const before = fetchValue(store, "k", {});
    forgetCalls(store, "k");
    const after = fetchValue(store, "k", {});
    answers[0]!(value);
    answers[1]!(sliceRange(value, { offset: 0, length: 1 }));
    expect([(await before)!.length, (await after)!.length]).toEqual([100, 1]);
  });
});
