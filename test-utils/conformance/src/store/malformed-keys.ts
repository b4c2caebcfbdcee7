import { pattern } from "../bytes.js";
import { describe, expectBytes, expectEqual, expectZarrError, promiseOf, rejectionOf } from "../expect.js";
import { collect, type StoreMethod, type StoreWith, storeCase } from "./subject.js";

const right = pattern(8, 1);
const wrong = pattern(8, 2);

/** Not keys: "" is the root, and none has an empty segment, ".", ".." or a slash at an end. All but the last reach a/x in a careless store. */
const malformed = ["/a/x", "a/x/", "a//x", "//a/x", "./a/x", "a/./x", "a/b/../x", "b/../a/x", "../x", "a/../../x", ""];

/** Spellings that URL parsers and file systems take for another key. */
const misread = [
  "a\\x",
  "a/x?",
  "a/x#",
  "a/x?y",
  "a%2Fx",
  "a/%78",
  "a/%2e/x",
  "a/b/%2e%2e/x",
  "a/x\u0000",
  "a/x\u0000y",
];

const beside = { "a/x": wrong, x: wrong, "b/y": wrong };

type Read = (store: StoreWith<StoreMethod>, key: string) => Promise<unknown>;

/** Every method that reads a key. */
const readers: readonly (readonly [StoreMethod, Read])[] = [
  ["get", (store, key) => store.get(key)],
  ["getRange", (store, key) => store.getRange(key, { offset: 0 })],
  ["getRanges", (store, key) => store.getRanges(key, [{ offset: 0 }])],
  ["getRangesVersioned", (store, key) => store.getRangesVersioned(key, [{ offset: 0 }])],
  ["size", (store, key) => store.size(key)],
  ["getVersioned", (store, key) => store.getVersioned(key)],
  ["getSync", async (store, key) => store.getSync(key)],
  ["getRangeSync", async (store, key) => store.getRangeSync(key, { offset: 0 })],
];

/** What is no key reaches nothing, least of all what lies outside the store. */
export const malformedKeyCases = [
  ...readers.map(([method, read]) =>
    storeCase(`a malformed key reads nothing: ${method}`, [method], beside, async ({ store }) => {
      for (const key of malformed) {
        const what = `${method}(${describe(key)})`;
        await promiseOf(() => read(store, key), what).then(
          (found) => expectEqual(found, undefined, what),
          (error: unknown) => expectZarrError(error, ["invalid-argument"], what),
        );
      }
    }),
  ),

  ...(["list", "listChildren"] as const).map((method) =>
    storeCase(`a malformed prefix lists nothing: ${method}`, [method], beside, async ({ store }) => {
      for (const prefix of ["/", "../", "./", "a/../", "a//", "/a/", "b/../a/"]) {
        await (async () => collect<unknown>(store[method](prefix)))().then(
          (found) => expectEqual(found, [], `${method}(${describe(prefix)})`),
          (error: unknown) => expectZarrError(error, ["invalid-argument"], `${method}(${describe(prefix)})`),
        );
      }
    }),
  ),

  storeCase("a key is not taken for another that is spelt alike", [], { "a/x": wrong, x: wrong }, async ({ store }) => {
    for (const key of misread) {
      const answer = promiseOf(() => store.get(key), `get(${describe(key)})`);
      await answer.then(
        (bytes) => expectEqual(bytes, undefined, `get(${describe(key)})`),
        (error: unknown) => expectZarrError(error, ["invalid-argument", "unsupported"], `get(${describe(key)})`),
      );
    }
  }),

  storeCase("a malformed key is refused by set", ["set"], { "a/x": right, x: right }, async ({ store, again }) => {
    for (const key of malformed) {
      const error = await rejectionOf(() => store.set(key, wrong), `set(${describe(key)})`);
      expectZarrError(error, ["invalid-argument"], `set(${describe(key)})`);
    }
    await store.flush?.();
    const other = await again();
    for (const key of ["a/x", "x"]) expectBytes(await other.get(key), right, `get("${key}") afterwards`);
    if (other.list) expectEqual((await collect(other.list(""))).sort(), ["a/x", "x"], "the keys afterwards");
  }),

  storeCase(
    "a malformed key is refused by delete, or deletes nothing",
    ["delete"],
    { "a/x": right, x: right },
    async ({ store }) => {
      for (const key of malformed) {
        await promiseOf(() => store.delete(key), `delete(${describe(key)})`).catch((error: unknown) =>
          expectZarrError(error, ["invalid-argument"], `delete(${describe(key)})`),
        );
      }
      for (const key of ["a/x", "x"]) expectBytes(await store.get(key), right, `get("${key}") afterwards`);
    },
  ),
];
