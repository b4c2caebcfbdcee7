import { pattern } from "../bytes.js";
import { expectBytes, expectEqual, expectZarrError, rejectionOf } from "../expect.js";
import { storeCase } from "./subject.js";

const few = pattern(10);
const other = pattern(10, 2);

const creates = { when: (traits: { conditionalWrites?: string }) => (traits.conditionalWrites ?? "none") !== "none" };

/** Creating only. A condition that cannot be kept is refused: one that is ignored loses somebody's value. */
export const onlyIfAbsentCases = [
  storeCase(
    "onlyIf absent: never replaces a value",
    ["set"],
    { a: few, empty: new Uint8Array(0) },
    async ({ store }) => {
      const codes =
        store.traits?.conditionalWrites === undefined || store.traits.conditionalWrites === "none"
          ? (["conflict", "unsupported"] as const)
          : (["conflict"] as const);
      for (const key of ["a", "empty"]) {
        const error = await rejectionOf(
          () => store.set(key, other, { onlyIf: "absent" }),
          `set("${key}") only if absent`,
        );
        expectZarrError(error, codes, `set("${key}") only if absent`);
      }
      expectBytes(await store.get("a"), few, "the value afterwards");
      expectBytes(await store.get("empty"), new Uint8Array(0), "the empty value afterwards");
    },
  ),

  storeCase(
    "onlyIf absent: writes what is not there, and again after a delete",
    ["set", "delete"],
    {},
    async ({ store }) => {
      await store.set("a/b", few, { onlyIf: "absent" });
      expectBytes(await store.get("a/b"), few, "the value created");
      await store.delete("a/b");
      await store.set("a/b", other, { onlyIf: "absent" });
      expectBytes(await store.get("a/b"), other, "the value created again");
    },
    creates,
  ),

  storeCase(
    "onlyIf absent: of twenty creations at once exactly one wins",
    ["set"],
    {},
    async ({ store }) => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, i) => store.set("a", pattern(1000, i + 1), { onlyIf: "absent" })),
      );
      const winners = outcomes.flatMap((outcome, i) => (outcome.status === "fulfilled" ? [i] : []));
      expectEqual(winners.length, 1, "creations that fulfilled");
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expectZarrError(outcome.reason, ["conflict"], "a creation that lost");
      }
      expectBytes(await store.get("a"), pattern(1000, (winners[0] ?? 0) + 1), "the value of the winner");
    },
    creates,
  ),

  storeCase(
    "onlyIf absent: of creations through two instances exactly one wins",
    ["set"],
    {},
    async ({ store, again }) => {
      const instances = [store, await again()];
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => instances[i % 2]!.set("a", pattern(1000, i + 1), { onlyIf: "absent" })),
      );
      expectEqual(outcomes.filter((outcome) => outcome.status === "fulfilled").length, 1, "creations that fulfilled");
    },
    creates,
  ),
];
