import { inherit } from "@zarrkit/plugin-api";
import { pattern } from "../bytes.js";
import { describe, expectBytes, expectEqual, expectTrue } from "../expect.js";
import { type StoreMethod, storeCase } from "./subject.js";

const few = pattern(10);

/** A method that makes no sense without another. */
const together: readonly (readonly [StoreMethod, StoreMethod])[] = [
  ["set", "delete"],
  ["delete", "set"],
  ["list", "listChildren"],
  ["listChildren", "list"],
  ["getRange", "size"],
  ["size", "getRange"],
  ["getRanges", "getRange"],
  ["getRangesVersioned", "getVersioned"],
  ["getRangeSync", "getSync"],
  ["flush", "close"],
  ["close", "flush"],
];

/** The store as one thing: its methods, its traits, its end. */
export const wholeCases = [
  storeCase("methods that belong together are there together", [], {}, async ({ store }) => {
    for (const [one, other] of together) {
      expectTrue(!store[one] || store[other] !== undefined, `the store has ${one} but not ${other}`);
    }
  }),

  storeCase("traits say what the methods can do", [], {}, async ({ store }) => {
    const { traits = {} } = store;
    const { concurrency, coalesceGap, conditionalWrites = "none", location } = traits;
    expectTrue(
      concurrency === undefined || (Number.isInteger(concurrency) && concurrency > 0) || concurrency === Infinity,
      `traits.concurrency is ${describe(concurrency)}, not a number of calls`,
    );
    expectTrue(
      coalesceGap === undefined || (Number.isInteger(coalesceGap) && coalesceGap >= 0),
      `traits.coalesceGap is ${describe(coalesceGap)}, not a number of bytes`,
    );
    expectTrue(
      ["none", "create", "version"].includes(conditionalWrites),
      `traits.conditionalWrites is ${describe(conditionalWrites)}`,
    );
    expectTrue(conditionalWrites === "none" || store.set !== undefined, "traits.conditionalWrites without set");
    expectTrue(
      conditionalWrites !== "version" || store.getVersioned !== undefined,
      'traits.conditionalWrites is "version" without getVersioned',
    );
    expectTrue(
      location === undefined || /^[a-z][a-z0-9+.-]*:/i.test(location),
      `traits.location is ${describe(location)}, not a URL`,
    );
    for (const name of ["suffixRanges", "immutable", "atomicWrites"] as const) {
      expectTrue(["boolean", "undefined"].includes(typeof traits[name]), `traits.${name} is ${describe(traits[name])}`);
    }
  }),

  storeCase("a layer made by inherit answers what the store answers", [], { "a/b": few }, async ({ store }) => {
    const layer = inherit(store);
    expectBytes(await layer.get("a/b"), few, "get through a layer");
    expectEqual(await layer.get("c"), undefined, "get of a missing key through a layer");
    if (layer.getRange)
      expectBytes(
        await layer.getRange("a/b", { offset: 1, length: 2 }),
        few.subarray(1, 3),
        "getRange through a layer",
      );
    expectEqual(layer.traits, store.traits, "the traits of a layer");
  }),

  storeCase("another instance over the same place reads the same", [], { "a/b": few }, async ({ store, again }) => {
    const other = await again();
    expectBytes(await other.get("a/b"), few, "get through another instance");
    expectBytes(await store.get("a/b"), few, "get through the first");
  }),

  storeCase(
    "what was written is there for the next visitor",
    ["set", "delete"],
    { b: few },
    async ({ store, again }) => {
      await store.set("a/b", pattern(1000));
      await store.delete("b");
      await store.flush?.();
      const other = await again();
      expectBytes(await other.get("a/b"), pattern(1000), "get through another instance, after the write");
      expectEqual(await other.get("b"), undefined, "get through another instance, after the delete");
    },
  ),

  storeCase("close: keeps what was written", ["set", "close"], {}, async ({ store, again }) => {
    await store.set("a/b", few);
    await store.close();
    expectBytes(await (await again()).get("a/b"), few, "get through another instance, after close");
  }),

  storeCase("close: a second time is no error", ["close"], { a: few }, async ({ store }) => {
    await store.get("a");
    await store.close();
    await store.close();
  }),

  storeCase("flush: may be called at any time", ["flush"], { a: few }, async ({ store }) => {
    await store.flush();
    if (store.set) await Promise.all([store.set("b", few), store.flush()]);
    await store.flush();
    expectBytes(await store.get("a"), few, "get after flush");
  }),
];
