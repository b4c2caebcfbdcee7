import { expect, it } from "vitest";
import { nameEveryPackage, watcherProblems } from "../watchers.mjs";
import { tree } from "./tree.js";

it("wants the size cases to know every package, and the exchange every plugin", () => {
  const devDependencies = { "@zarrkit/core": "workspace:*" };
  const base = tree({
    "packages/core/package.json": { name: "@zarrkit/core" },
    "packages/codec-a/package.json": { name: "@zarrkit/codec-a", zarrkit: { codec: ["a"] } },
    "packages/engines/package.json": { name: "@zarrkit/engines" },
    "packages/sizes/package.json": { name: "@zarrkit/sizes", private: true, devDependencies },
    "packages/interop/package.json": { name: "@zarrkit/interop", private: true, devDependencies },
  });
  expect(watcherProblems(base).map((problem) => problem.split(":", 2).join(":"))).toEqual([
    "packages/interop: devDependencies must name @zarrkit/codec-a",
    "packages/sizes: devDependencies must name @zarrkit/codec-a",
    "packages/sizes: devDependencies must name @zarrkit/engines",
  ]);
  nameEveryPackage(base);
  expect(watcherProblems(base)).toEqual([]);
});
