import type { Bytes, Version } from "@zarrkit/plugin-api";
import { copyOf, pattern } from "../bytes.js";
import { expectBytes, expectEqual, expectTrue, expectZarrError, fail, rejectionOf } from "../expect.js";
import { storeCase } from "./subject.js";

const few = pattern(10);
const other = pattern(10, 2);

const versions = { when: (traits: { conditionalWrites?: string }) => traits.conditionalWrites === "version" };

/** Versions, and writing only over a version that was read: no update is lost, whoever else writes. */
export const onlyIfVersionCases = [
  storeCase("onlyIf version: a version that never was replaces nothing", ["set"], { a: few }, async ({ store }) => {
    const onlyIf = { version: "no-such-version" };
    for (const key of ["a", "b"]) {
      const error = await rejectionOf(() => store.set(key, other, { onlyIf }), `set("${key}") with an unknown version`);
      expectZarrError(error, ["conflict", "unsupported"], `set("${key}") with an unknown version`);
    }
    expectBytes(await store.get("a"), few, "the value afterwards");
    expectEqual(await store.get("b"), undefined, "the missing value afterwards");
  }),

  storeCase(
    "onlyIf version: delete with a version that never was deletes nothing",
    ["delete"],
    { a: few },
    async ({ store }) => {
      const onlyIf = { version: "no-such-version" };
      const error = await rejectionOf(() => store.delete("a", { onlyIf }), "delete with an unknown version");
      expectZarrError(error, ["conflict", "unsupported"], "delete with an unknown version");
      expectBytes(await store.get("a"), few, "the value afterwards");
    },
  ),

  storeCase(
    "version: stays while nothing is written, changes with every write",
    ["set", "getVersioned"],
    { a: few },
    async ({ store }) => {
      const seen = new Set<Version>();
      for (let i = 0; i < 20; i++) {
        await store.set("a", pattern(10, i + 1));
        const first = await store.getVersioned("a");
        const second = await store.getVersioned("a");
        if (first === undefined || second === undefined) fail("getVersioned of a value that is there is undefined");
        expectEqual(second.version, first.version, "the version of a value that was not written in between");
        expectTrue(!seen.has(first.version), `write ${i} of other bytes has the version of an earlier write`);
        seen.add(first.version);
      }
    },
  ),

  storeCase(
    "version: belongs to the bytes it comes with",
    ["set", "getVersioned"],
    { a: pattern(5000, 1) },
    async ({ store }) => {
      const truth = new Map<Version, Bytes>();
      const seen: { readonly bytes: Bytes; readonly version: Version }[] = [];
      const read = async () => {
        const { bytes, version } = (await store.getVersioned("a")) ?? fail("a value is missing while it is replaced");
        return { bytes: copyOf(bytes), version };
      };
      let done = false;
      const written = (async () => {
        for (let i = 2; i < 30; i++) {
          await store.set("a", pattern(5000, i));
          const { bytes, version } = await read();
          truth.set(version, bytes);
        }
      })().finally(() => (done = true));
      written.catch(() => undefined); // Awaited below; a store that fails early is reported there.
      while (!done) seen.push(await read());
      await written;
      for (const { bytes, version } of seen) {
        if (truth.has(version)) expectBytes(bytes, truth.get(version), `the bytes read with version ${version}`);
      }
    },
    { when: (traits) => traits.atomicWrites === true },
  ),

  storeCase(
    "onlyIf version: writes while the version holds, then conflicts",
    ["set", "getVersioned"],
    { a: few },
    async ({ store }) => {
      const onlyIf = { version: (await store.getVersioned("a"))?.version ?? "" };
      await store.set("a", other, { onlyIf });
      expectBytes(await store.get("a"), other, "the value after the first write");
      const error = await rejectionOf(() => store.set("a", few, { onlyIf }), "set with a version that is past");
      expectZarrError(error, ["conflict"], "set with a version that is past");
      expectBytes(await store.get("a"), other, "the value after the refused write");
    },
    versions,
  ),

  storeCase(
    "onlyIf version: a value deleted meanwhile is a conflict",
    ["set", "delete", "getVersioned"],
    { a: few },
    async ({ store }) => {
      const onlyIf = { version: (await store.getVersioned("a"))?.version ?? "" };
      await store.delete("a");
      const error = await rejectionOf(() => store.set("a", other, { onlyIf }), "set of a deleted value");
      expectZarrError(error, ["conflict"], "set of a deleted value");
      expectEqual(await store.get("a"), undefined, "the value afterwards");
    },
    versions,
  ),

  storeCase(
    "onlyIf version: delete while the version holds, else conflict",
    ["set", "delete", "getVersioned"],
    { a: few },
    async ({ store }) => {
      const past = { version: (await store.getVersioned("a"))?.version ?? "" };
      await store.set("a", other);
      const error = await rejectionOf(() => store.delete("a", { onlyIf: past }), "delete with a version that is past");
      expectZarrError(error, ["conflict"], "delete with a version that is past");
      expectBytes(await store.get("a"), other, "the value after the refused delete");
      await store.delete("a", { onlyIf: { version: (await store.getVersioned("a"))?.version ?? "" } });
      expectEqual(await store.get("a"), undefined, "the value after the delete");
    },
    versions,
  ),

  storeCase(
    "onlyIf version: a version read elsewhere is seen to be past",
    ["set", "getVersioned"],
    { a: few },
    async ({ store, again }) => {
      const onlyIf = { version: (await store.getVersioned("a"))?.version ?? "" };
      const elsewhere = await again();
      await elsewhere.set("a", other);
      await elsewhere.flush?.();
      const error = await rejectionOf(
        () => store.set("a", few, { onlyIf }),
        "set after a write through another instance",
      );
      expectZarrError(error, ["conflict"], "set after a write through another instance");
    },
    versions,
  ),

  storeCase(
    "onlyIf version: a version that is past is past for another instance too",
    ["set", "getVersioned"],
    { a: few },
    async ({ store, again }) => {
      const onlyIf = { version: (await store.getVersioned("a"))?.version ?? "" };
      await store.set("a", other);
      await store.flush?.();
      const elsewhere = await again();
      const error = await rejectionOf(() => elsewhere.set("a", few, { onlyIf }), "set with a version from elsewhere");
      expectZarrError(error, ["conflict"], "set with a version from elsewhere");
    },
    versions,
  ),

  storeCase(
    "onlyIf version: no update is lost among eight writers",
    ["set", "getVersioned"],
    { a: new Uint8Array(1) },
    async ({ store }) => {
      const increment = async () => {
        for (let attempt = 0; attempt < 200; attempt++) {
          const read = await store.getVersioned("a");
          if (read === undefined) fail("the counter is missing");
          const next = Uint8Array.of((read.bytes[0] ?? 0) + 1);
          try {
            return await store.set("a", next, { onlyIf: { version: read.version } });
          } catch (error) {
            expectZarrError(error, ["conflict"], "an increment that lost");
          }
        }
        fail("a writer lost 200 times in a row");
      };
      await Promise.all(Array.from({ length: 8 }, increment));
      expectBytes(await store.get("a"), Uint8Array.of(8), "a counter after eight increments");
    },
    versions,
  ),
];
