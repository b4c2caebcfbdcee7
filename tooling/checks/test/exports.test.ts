import { expect, it } from "vitest";
import { exportedNames, exportProblems } from "../exports.mjs";
import { tree } from "./tree.js";

const manifest = {
  name: "a",
  exports: {
    ".": { types: "./dist/index.d.ts" },
    "./b": { node: { types: "./dist/b.d.ts" } },
    "./package.json": "./package.json",
  },
};

it("reads the names that users get, types apart from values", () => {
  const base = tree({
    "packages/a/package.json": manifest,
    "packages/a/dist/index.d.ts":
      'export * from "./b.js";\nexport type { Inner as Outer } from "./c.js";\nexport declare const a: 1;',
    "packages/a/dist/b.d.ts": "export declare function b(): void;\nexport interface Options {}",
    "packages/a/dist/c.d.ts": "export interface Inner {}\nexport declare class Hidden {}",
  });
  expect(exportedNames(base)).toEqual({
    a: { ".": ["a", "b", "type Options", "type Outer"], "./b": ["b", "type Options"] },
  });
});

it("says what came and what went, by entry", () => {
  const problems = exportProblems({ a: { ".": ["x", "y"], "./b": ["z"] } }, { a: { ".": ["y", "type T"] } });
  expect(problems).toEqual([
    "a exports more than the snapshot: type T.",
    "a no longer exports x.",
    "a/b no longer exports z.",
    "If that is meant, run `pnpm exports` and commit tooling/checks/exports.json.",
  ]);
  expect(exportProblems({ a: { ".": ["x"] } }, { a: { ".": ["x"] } })).toEqual([]);
});
