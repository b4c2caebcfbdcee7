import type { CallOptions } from "@zarrkit/plugin-api";
import { abortMoments } from "../abort-moments.js";
import { pattern } from "../bytes.js";
import { describe, expectBytes, expectEqual, fail, promiseOf, rejectionOf, within } from "../expect.js";
import { collect, type StoreCase, type StoreMethod, storeCase } from "./subject.js";

const value = pattern(200_000);
const entries = { "a/b": value, "a/c": pattern(10, 2), d: pattern(10, 3) };

type Call = (store: any, options: CallOptions) => Promise<unknown>;

/** Every method that takes a signal, as one call, and what it answers when nothing aborts it. */
const calls: readonly [method: StoreMethod, call: Call, answer: (result: unknown) => boolean][] = [
  ["get", (store, options) => store.get("a/b", options), isValue],
  ["getRange", (store, options) => store.getRange("a/b", { offset: 0 }, options), isValue],
  ["getRanges", async (store, options) => (await store.getRanges("a/b", [{ offset: 0 }], options))?.[0], isValue],
  [
    "getRangesVersioned",
    async (store, options) => (await store.getRangesVersioned("a/b", [{ offset: 0 }], options))?.pieces[0],
    isValue,
  ],
  ["size", (store, options) => store.size("a/b", options), (size) => size === value.length],
  ["getVersioned", async (store, options) => (await store.getVersioned("a/b", options))?.bytes, isValue],
  ["list", (store, options) => collect(store.list("", options)), (keys) => (keys as string[]).length === 3],
  [
    "listChildren",
    (store, options) => collect(store.listChildren("", options)),
    (found) => (found as unknown[]).length === 2,
  ],
];

const perMethod = calls.flatMap(([method, call, isRight]): StoreCase[] => [
  storeCase(`abort: ${method} with an aborted signal rejects with its reason`, [method], entries, async ({ store }) => {
    const reason = { why: "a test" };
    const signal = AbortSignal.abort(reason);
    const rejected = await rejectionOf(() => call(store, { signal }), `${method} with an aborted signal`);
    if (rejected !== reason) fail(`${method}: expected the signal's reason itself, got ${describe(rejected)}`);
  }),

  storeCase(
    `abort: ${method} aborted on its way rejects with the reason or answers rightly`,
    [method],
    entries,
    async ({ store }) => {
      for (const moment of abortMoments) {
        const controller = new AbortController();
        const reason = new Error("a test");
        const answer = promiseOf(() => call(store, { signal: controller.signal }), method);
        answer.catch(() => undefined);
        moment(() => controller.abort(reason));
        await within(5_000, answer, `${method} after its abort`).then(
          (result) => {
            if (!isRight(result))
              fail(`${method}: an aborted call answered ${describe(result)} as if nothing were there`);
          },
          (error: unknown) => {
            if (error !== reason) fail(`${method}: expected the signal's reason itself, got ${describe(error)}`);
          },
        );
      }
    },
  ),
]);

/** An aborted call rejects with `signal.reason` itself, soon, and harms nobody else. */
export const abortCases = [
  ...perMethod,

  storeCase("abort: set with an aborted signal writes nothing", ["set"], entries, async ({ store }) => {
    const reason = { why: "a test" };
    const signal = AbortSignal.abort(reason);
    const rejected = await rejectionOf(() => store.set("a/b", pattern(5), { signal }), "set with an aborted signal");
    if (rejected !== reason) fail(`set: expected the signal's reason itself, got ${describe(rejected)}`);
    expectBytes(await store.get("a/b"), value, "the value after the aborted write");
  }),

  storeCase("abort: delete with an aborted signal deletes nothing", ["delete"], entries, async ({ store }) => {
    const reason = { why: "a test" };
    const signal = AbortSignal.abort(reason);
    const rejected = await rejectionOf(() => store.delete("a/b", { signal }), "delete with an aborted signal");
    if (rejected !== reason) fail(`delete: expected the signal's reason itself, got ${describe(rejected)}`);
    expectBytes(await store.get("a/b"), value, "the value after the aborted delete");
  }),

  storeCase(
    "abort: set aborted on its way leaves the old value or the new one",
    ["set"],
    entries,
    async ({ store }) => {
      const next = pattern(300_000, 9);
      for (const moment of abortMoments) {
        await store.set("a/b", value);
        const controller = new AbortController();
        const reason = new Error("a test");
        const answer = promiseOf(() => store.set("a/b", next, { signal: controller.signal }), "set");
        answer.catch(() => undefined);
        moment(() => controller.abort(reason));
        const written = await within(5_000, answer, "set after its abort").then(
          () => true,
          (error: unknown) => {
            if (error !== reason) fail(`set: expected the signal's reason itself, got ${describe(error)}`);
            return false;
          },
        );
        const kept = await store.get("a/b");
        expectBytes(kept, written || kept?.length === next.length ? next : value, "the value after an aborted write");
      }
    },
  ),

  storeCase("abort: one caller's abort leaves another caller of the same key alone", [], entries, async ({ store }) => {
    for (const moment of abortMoments) {
      const controller = new AbortController();
      const aborted = promiseOf(() => store.get("a/b", { signal: controller.signal }), "the first get");
      aborted.catch(() => undefined);
      const other = store.get("a/b", { signal: new AbortController().signal });
      const third = store.get("a/b");
      moment(() => controller.abort(new Error("a test")));
      expectBytes(await other, value, "a get with a signal that did not abort");
      expectBytes(await third, value, "a get without a signal");
      expectBytes(await store.get("a/b"), value, "a get after the abort");
    }
  }),

  storeCase("abort: a signal that aborts after the answer changes nothing", [], entries, async ({ store }) => {
    const controller = new AbortController();
    const read = await store.get("a/b", { signal: controller.signal });
    controller.abort(new Error("a test"));
    expectBytes(read, value, "bytes read before the abort");
    expectEqual(await store.get("e"), undefined, "a missing key afterwards");
  }),

  storeCase(
    "abort: a listing that is aborted half-way rejects with the reason",
    ["list"],
    Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k/${i}`, pattern(1)])),
    async ({ store }) => {
      const controller = new AbortController();
      const reason = { why: "a test" };
      const rejected = await rejectionOf(async () => {
        for await (const _ of store.list("", { signal: controller.signal })) controller.abort(reason);
      }, "a listing aborted at its first key");
      if (rejected !== reason) fail(`list: expected the signal's reason itself, got ${describe(rejected)}`);
    },
  ),
];

function isValue(result: unknown): boolean {
  return result instanceof Uint8Array && result.length === value.length && result.every((byte, i) => byte === value[i]);
}
