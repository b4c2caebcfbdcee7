import { expect, it } from "vitest";
import { versionProblems } from "../versions.mjs";
import { tree } from "./tree.js";

const right = {
  "packages/a/package.json": { name: "zarrkit", version: "1.0.0", dependencies: { "@zarrkit/store-b": "workspace:^" } },
  "packages/b/package.json": { name: "@zarrkit/store-b", version: "1.0.0", dependencies: { idb: "^8.0.3" } },
  "apps/c/package.json": { name: "c", private: true, dependencies: { idb: "8.0.3", zarrkit: "workspace:*" } },
};

it("accepts one version of each thing", () => {
  expect(versionProblems(tree(right))).toEqual([]);
});

it("refuses two versions of one dependency", () => {
  const found = versionProblems(
    tree({ ...right, "apps/c/package.json": { name: "c", private: true, dependencies: { idb: "7.0.0" } } }),
  );
  expect(found).toEqual(["idb is wanted in several versions: 8.0.3 in packages/b; 7.0.0 in apps/c."]);
});

it("refuses a range that only we resolve, and an exact version that users resolve", () => {
  const loose = { name: "c", private: true, devDependencies: { idb: "^8.0.3" } };
  expect(versionProblems(tree({ ...right, "apps/c/package.json": loose }))).toEqual([
    "apps/c: devDependencies wants idb as ^8.0.3; write x.y.z.",
  ]);
  const tight = { name: "@zarrkit/store-b", version: "1.0.0", dependencies: { idb: "8.0.3" } };
  expect(versionProblems(tree({ ...right, "packages/b/package.json": tight }))).toEqual([
    "packages/b: dependencies wants idb as 8.0.3; write ^x.y.z.",
  ]);
});

it("refuses a package of the workspace taken from a registry", () => {
  const manifest = { name: "zarrkit", version: "1.0.0", dependencies: { "@zarrkit/store-b": "^1.0.0" } };
  expect(versionProblems(tree({ ...right, "packages/a/package.json": manifest }))).toEqual([
    "packages/a: dependencies wants @zarrkit/store-b as ^1.0.0; write workspace:^.",
  ]);
});

it("refuses a fixed group that has come apart", () => {
  const behind = { name: "@zarrkit/store-b", version: "0.9.0" };
  expect(versionProblems(tree({ ...right, "packages/b/package.json": behind }))).toEqual([
    "The fixed group has the versions 1.0.0, 0.9.0.",
  ]);
});
