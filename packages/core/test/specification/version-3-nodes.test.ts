import { describe, expect, it } from "vitest";
import { createArray, createGroup } from "../../src/open/create.js";
import { keys } from "../../src/open/members.js";
import { open, openGroup } from "../../src/open/open.js";
import { array3, group3, storeOf } from "../doubles/documents.js";

describe("2.1 v3: node names and paths", () => {
  it.each(["a//b", ".", "..", "...", "a/..", "__name", "a/__name", "zarr.json", "a/zarr.json"])(
    "2.1.12 %j is no name of a node",
    async (path) => {
      await expect(createGroup(new Map(), { path })).rejects.toMatchObject({ code: "invalid-argument" });
      await expect(open(new Map(), { path })).rejects.toMatchObject({ code: "invalid-argument" });
    },
  );

  it("2.1.12 names differ by case, and nothing in them is normalised", async () => {
    const map = new Map();
    for (const path of ["Foo", "foo", "fo o", "föo", "fo\u0308o", "a.b", "_a", ".a", "a\\b", "-"]) {
      await createGroup(map, { path, attributes: { path } });
    }
    for (const path of ["Foo", "foo", "fo o", "föo", "fo\u0308o", "a.b", "_a", ".a", "a\\b", "-"]) {
      expect((await openGroup(map, { path })).attributes).toEqual({ path });
    }
  });

  it("2.1.12 a slash at the start or the end of a path says nothing", async () => {
    const map = new Map();
    await createGroup(map, { path: "/a/" });
    expect((await open(map, { path: "a" })).path).toBe("a");
    expect((await open(map, { path: "/" })).path).toBe("");
  });

  it("2.1.13 prefixes that begin with __ are no children, listed or consolidated", async () => {
    const listed = storeOf({
      "zarr.json": group3,
      "x/zarr.json": array3,
      "__x/zarr.json": array3,
      "__y/z/zarr.json": array3,
    });
    expect(await keys(await openGroup(listed))).toEqual(["x"]);
    const metadata = { x: array3, __x: array3, "__y/z": array3, "..": group3, "no-document/z": array3 };
    const consolidated = storeOf({ "zarr.json": { ...group3, consolidated_metadata: { kind: "inline", metadata } } });
    expect(await keys(await openGroup(consolidated))).toEqual(["x"]);
  });

  it("2.1.13 children are arrays and groups: neither chunks nor folders without a document", async () => {
    const map = storeOf({ "zarr.json": group3, "folder/readme.txt": "text", "file.txt": "text" });
    const array = await createArray(map, { path: "x", shape: [2], chunks: [1], dataType: "int8" });
    await (await import("../../src/node/set.js")).set(array, null, 1);
    expect(await keys(await openGroup(map))).toEqual(["x"]);
  });
});
