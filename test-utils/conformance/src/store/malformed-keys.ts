import { pattern } from "../bytes.js";
import { describe, expectBytes, expectEqual, expectZarrError, promiseOf, rejectionOf } from "../expect.js";
import { collect, storeCase } from "./subject.js";

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

/** What is no key reaches nothing, least of all what lies outside the store. */
export const malformedKeyCases = [
  storeCase("a malformed key reads nothing", [], { "a/x": wrong, x: wrong, "b/y": wrong }, async ({ store }) => {
    for (const key of malformed) {
      const answer = promiseOf(() => store.get(key), `get(${describe(key)})`);
      await answer.then(
        (bytes) => expectEqual(bytes, undefined, `get(${describe(key)})`),
        (error: unknown) => expectZarrError(error, ["invalid-argument"], `get(${describe(key)})`),
      );
    }
  }),

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
