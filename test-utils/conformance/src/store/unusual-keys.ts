import type { Bytes } from "@zarrkit/plugin-api";
import { pattern } from "../bytes.js";
import { describe, expectBytes, expectEqual, expectTrue, expectZarrError, promiseOf } from "../expect.js";
import { collect, type StoreWith, storeCase } from "./subject.js";

const right = pattern(8, 1);
const wrong = pattern(8, 2);

/** A name, and the key that a store would reach if it decoded, cut or folded that name. */
const unusual: Readonly<Record<string, readonly [key: string, lookalike: string]>> = {
  "a space": ["a b/c d", "a/c"],
  "a percent sign": ["100%", "100"],
  "an encoded space": ["a%20b", "a b"],
  "an encoded slash": ["a%2Fb", "a/b"],
  "an encoded dot": ["%2e%2e/x", "x"],
  "a doubly encoded slash": ["a%252Fb", "a%2Fb"],
  "a hash": ["a#b", "a"],
  "a question mark": ["a?b=c", "a"],
  "an ampersand and a plus": ["a+b&c", "a b&c"],
  "dots within a name": ["..a/b../...c", "a/b/c"],
  "letters beyond ASCII": ["größe/長さ/🌍", "grosse"],
  "a letter composed of two code points": ["e\u0301", "\u00e9"],
  "another case": ["Name", "name"],
  "quotes and brackets": ["a'b\"c[0]{1}", "abc01"],
  "a tilde and a dollar sign": ["~/$HOME", "HOME"],
};

const exact = Object.entries(unusual).map(([what, [key, lookalike]]) =>
  storeCase(`a key with ${what} is read exactly`, [], { [key]: right, [lookalike]: wrong }, async ({ store }) => {
    expectBytes(await store.get(key), right, `get(${describe(key)})`);
    expectBytes(await store.get(lookalike), wrong, `get(${describe(lookalike)})`);
    if (store.size) expectEqual(await store.size(key), 8, `size(${describe(key)})`);
    if (store.getRange) {
      expectBytes(
        await store.getRange(key, { offset: 2, length: 3 }),
        right.subarray(2, 5),
        `getRange(${describe(key)})`,
      );
    }
    if (store.list) expectEqual((await collect(store.list(""))).sort(), [key, lookalike].sort(), 'list("")');
  }),
);

const written = Object.entries(unusual).map(([what, [key, lookalike]]) =>
  storeCase(`a key with ${what} is written exactly`, ["set"], { [lookalike]: wrong }, async ({ store }) => {
    await store.set(key, right);
    expectBytes(await store.get(key), right, `get(${describe(key)})`);
    expectBytes(await store.get(lookalike), wrong, `get(${describe(lookalike)})`);
    await store.delete?.(key);
    expectEqual(await store.get(key), undefined, `get(${describe(key)}) after its delete`);
    expectBytes(await store.get(lookalike), wrong, `get(${describe(lookalike)}) after the delete of ${describe(key)}`);
  }),
);

/** Keys with unusual characters are kept exactly, or refused where the medium cannot hold them; never taken for another. */
export const unusualKeyCases = [
  ...exact,
  ...written,

  storeCase("a name of 300 letters is kept exactly or refused", ["set"], {}, ({ store }) =>
    expectKeptApart(store, ["n".repeat(300), `${"n".repeat(299)}m`]),
  ),

  // Halves of surrogate pairs are all written as the same bytes in UTF-8.
  storeCase("a name that is no Unicode text is kept exactly or refused", ["set"], {}, ({ store }) =>
    expectKeptApart(store, ["a\ud800", "a\ud801", "a\ufffd"]),
  ),

  storeCase("a value and keys below its name live side by side", ["set"], {}, async ({ store }) => {
    const kept = await promiseOf(() => store.set("n", right), 'set("n")').then(() =>
      store.set("n/m", wrong).then(
        () => true,
        (error: unknown) => {
          expectZarrError(
            error,
            ["unsupported", "conflict", "invalid-argument", "store-failed"],
            'set("n/m") beside the value "n"',
          );
          return false;
        },
      ),
    );
    expectBytes(await store.get("n"), right, 'get("n")');
    if (kept) expectBytes(await store.get("n/m"), wrong, 'get("n/m")');
    expectTrue(kept || (await store.get("n/m")) === undefined, "a refused write must leave nothing");
  }),
];

/** Names that a medium may not be able to hold: each is refused, or stored apart from the others. */
async function expectKeptApart(store: StoreWith<"set">, names: readonly string[]): Promise<void> {
  const kept: (readonly [name: string, bytes: Bytes])[] = [];
  for (const [i, name] of names.entries()) {
    const what = `set(${describe(name)})`;
    await promiseOf(() => store.set(name, pattern(4, i + 1)), what).then(
      () => kept.push([name, pattern(4, i + 1)]),
      (error: unknown) => expectZarrError(error, ["invalid-argument", "unsupported", "store-failed"], what),
    );
  }
  for (const [name, bytes] of kept) expectBytes(await store.get(name), bytes, `get(${describe(name)})`);
}
