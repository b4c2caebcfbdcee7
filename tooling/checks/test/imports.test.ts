import { expect, it } from "vitest";
import { importProblems } from "../imports.mjs";
import { tree } from "./tree.js";

const allowed = {
  packages: { "@zarrkit/core": ["@zarrkit/api"], "@zarrkit/api": [], "@zarrkit/codec-*": ["@zarrkit/api"] },
  rooms: { apps: ["*"], examples: ["@zarrkit/api"] },
  core: { bytes: [], shape: ["bytes"], index: ["*"] },
};

const packages = {
  "packages/api/package.json": { name: "@zarrkit/api" },
  "packages/core/package.json": { name: "@zarrkit/core", dependencies: { "@zarrkit/api": "workspace:^" } },
  "packages/codec-a/package.json": {
    name: "@zarrkit/codec-a",
    dependencies: { "@zarrkit/api": "workspace:^", "@zarrkit/core": "workspace:^" },
    devDependencies: { "@zarrkit/codec-b": "workspace:*" },
  },
  "packages/codec-b/package.json": { name: "@zarrkit/codec-b" },
  "examples/theirs/package.json": { name: "theirs", private: true },
  "apps/page/package.json": { name: "page", private: true, devDependencies: { theirs: "workspace:*" } },
};

function problems(files: Record<string, string | object>): string[] {
  return importProblems(tree({ ...packages, ...files }), allowed);
}

it("accepts a tree whose imports run one way", () => {
  const found = problems({
    "packages/core/src/index.ts": 'export * from "./shape/strides.js";\nimport "node:fs";\nimport "@zarrkit/api";',
    "packages/core/src/shape/strides.ts": 'import { a } from "../bytes/copy.js";',
    "packages/core/src/bytes/copy.ts": "export const a = 1;",
    "packages/codec-a/test/some.test.ts": 'import "vitest";\nimport "@zarrkit/codec-b";\nimport "../src/index.js";',
    "apps/page/src/main.ts": 'import "theirs";',
  });
  expect(found).toEqual([]);
});

it("refuses a codec that imports core, by whatever form of import", () => {
  for (const text of ['import "@zarrkit/core"', 'export * from "@zarrkit/core"', 'await import("@zarrkit/core/x")']) {
    const found = problems({ "packages/codec-a/src/index.ts": text });
    expect(found).toEqual([expect.stringContaining("not allowed by imports.json")]);
  }
  const type = problems({ "packages/codec-a/src/index.ts": 'import type { A } from "@zarrkit/core"' });
  expect(type).toEqual([expect.stringContaining("packages/codec-a/src/index.ts imports @zarrkit/core: not allowed")]);
});

it("refuses an import that package.json does not declare", () => {
  expect(problems({ "packages/codec-a/src/index.ts": 'import "left-pad"' })).toEqual([
    "packages/codec-a/src/index.ts imports left-pad: left-pad is not in its dependencies.",
  ]);
  expect(problems({ "packages/codec-b/test/a.test.ts": 'import "@zarrkit/api"' })).toEqual([
    "packages/codec-b/test/a.test.ts imports @zarrkit/api: @zarrkit/api is not in its package.json.",
  ]);
});

it("refuses published code that imports what need not be installed, and takes what must be", () => {
  const files = (optional: boolean) => ({
    "packages/codec-b/package.json": {
      name: "@zarrkit/codec-b",
      peerDependencies: { "left-pad": "^1.0.0" },
      peerDependenciesMeta: { "left-pad": { optional } },
    },
    "packages/codec-b/src/index.ts": 'try { await import("left-pad"); } catch {}',
  });
  expect(problems(files(true))).toEqual([expect.stringContaining("left-pad is not in its dependencies")]);
  expect(problems(files(false))).toEqual([]);
});

it("refuses published code that needs a development dependency", () => {
  const found = problems({ "packages/codec-a/src/index.ts": 'import "vitest"' });
  expect(found).toEqual([expect.stringContaining("vitest is not in its dependencies")]);
});

it("refuses to reach into another package's files", () => {
  const found = problems({ "packages/codec-a/test/a.test.ts": 'import "../../core/src/bytes/copy.js"' });
  expect(found).toEqual([expect.stringContaining("that is another package's file")]);
});

it("refuses a room of core that imports one above it", () => {
  const found = problems({ "packages/core/src/bytes/copy.ts": 'import type { S } from "../shape/strides.js"' });
  expect(found).toEqual([expect.stringContaining("room bytes may not import shape")]);
});

it("refuses a room that nobody planned, and rooms in a circle", () => {
  expect(problems({ "packages/core/src/misc/a.ts": "" })).toEqual([expect.stringContaining("knows no room misc")]);
  const core = { ...allowed.core, bytes: ["shape"] };
  expect(importProblems(tree(packages), { ...allowed, core })).toEqual([
    expect.stringContaining("bytes → shape → bytes"),
    expect.stringContaining("shape → bytes → shape"),
  ]);
});

it("refuses a package that nobody planned", () => {
  const found = problems({ "packages/new/package.json": '{ "name": "@zarrkit/new" }' });
  expect(found).toEqual([expect.stringContaining("says nothing about @zarrkit/new")]);
});

it("refuses a package that imports an example", () => {
  const found = importProblems(
    tree({
      ...packages,
      "packages/core/package.json": { name: "@zarrkit/core", dependencies: { theirs: "workspace:^" } },
      "packages/core/src/index.ts": 'import "theirs"',
    }),
    { ...allowed, packages: { ...allowed.packages, "@zarrkit/core": ["*"] } },
  );
  expect(found).toEqual([expect.stringContaining("only apps may import an example")]);
});
