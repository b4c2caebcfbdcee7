import { describe, expect, it } from "vitest";
import { at, get } from "../../src/node/get.js";
import { keys, members } from "../../src/open/members.js";
import { open, openArray, openGroup } from "../../src/open/open.js";
import { readOnlyStore, recordingStore } from "../doubles/stores.js";
import { hierarchy, type names } from "../fixtures/hierarchies.js";
import { Gate, settled } from "../schedule/gate.js";

const recorded = (name: (typeof names)[number]) => recordingStore(hierarchy(name).store);

describe("opening an array and reading one chunk", () => {
  it("of known format takes two requests for v3, three for v2", async () => {
    const v3 = recorded("v3 int16");
    expect(await at(await openArray(v3.store, { format: 3 }), [0, 0])).toBe(-15);
    expect(v3.calls).toEqual(["get zarr.json", "get c/0/0"]);

    const v2 = recorded("v2 int16");
    expect(await at(await openArray(v2.store, { format: 2 }), [0, 0])).toBe(-15);
    expect(v2.calls).toEqual(["get .zarray", "get .zattrs", "get 0.0"]);
  });

  it("whose format must be found out takes three requests for v3, four for v2", async () => {
    const v3 = recorded("v3 int16");
    await at(await openArray(v3.store), [0, 0]);
    expect(v3.calls).toEqual(["get zarr.json", "get .zarray", "get c/0/0"]);

    const v2 = recorded("v2 int16");
    await at(await openArray(v2.store), [0, 0]);
    expect(v2.calls).toEqual(["get zarr.json", "get .zarray", "get .zattrs", "get 0.0"]);
  });

  it("asks for the documents of both formats at once, not one after the other", async () => {
    const started: string[] = [];
    const gate = new Gate();
    const opening = openArray(
      readOnlyStore(async (key) => {
        started.push(key);
        await gate.opened;
        return undefined;
      }),
    );
    await settled();
    expect(started).toEqual(["zarr.json", ".zarray"]);
    gate.open();
    await expect(opening).rejects.toMatchObject({ code: "not-found" });
  });

  it("asks once for a chunk that several elements lie in, and for none that no element lies in", async () => {
    const { store, calls } = recorded("v3 int16");
    const array = await openArray(store, { format: 3 });
    calls.length = 0;
    await get(array, [0, { start: 0, stop: null, step: 6 }]);
    expect(calls.sort()).toEqual(["get c/0/0", "get c/0/2"]);
  });
});

describe("opening from consolidated metadata", () => {
  it.each([
    ["v2 tree, consolidated", 2, ["get zarr.json", "get .zmetadata"]],
    ["v3 tree, consolidated", 3, ["get zarr.json", "get .zmetadata"]],
  ] as const)("%s: children are opened without a request, at every depth", async (name, format, expected) => {
    const { store, calls } = recorded(name);
    const root = await openGroup(store);
    expect(root.format).toBe(format);
    expect(root.consolidated).toBe(true);
    expect(calls).toEqual(expected);
    calls.length = 0;

    expect(await keys(root)).toEqual(["a", "x"]);
    const a = await openGroup(root, { path: "a" });
    expect(a.attributes).toEqual({ level: 1 });
    expect(await keys(a)).toEqual(["b", "empty", "y"]);
    const z = await openArray(a, { path: "b/z" });
    expect(z.attributes).toEqual({ name: "z" });
    expect((await openArray(await openGroup(a, { path: "b" }), { path: "z" })).path).toBe("a/b/z");
    expect(await keys(await openGroup(a, { path: "empty" }))).toEqual([]);
    for await (const [child, node] of members(root)) expect(node.path).toBe(child);
    expect(calls).toEqual([]);
  });

  it.each(["v2 tree, consolidated", "v3 tree, consolidated"] as const)(
    "%s: what is not among the documents is known to be absent",
    async (name) => {
      const { store, calls } = recorded(name);
      const root = await openGroup(store);
      calls.length = 0;
      for (const path of ["nothing", "a/nothing", "x/nothing"]) {
        await expect(open(root, { path })).rejects.toMatchObject({ code: "not-found" });
      }
      expect(calls).toEqual([]);
    },
  );

  it.each(["v2 tree, consolidated below the root", "v3 tree, consolidated below the root"] as const)(
    "%s",
    async (name) => {
      const { store, calls } = recorded(name);
      const root = await openGroup(store);
      expect(root.consolidated).toBe(false);
      const a = await openGroup(root, { path: "a" });
      expect(a.consolidated).toBe(true);
      calls.length = 0;
      expect(await keys(a)).toEqual(["b", "empty", "y"]);
      expect((await get(await openArray(a, { path: "y" }))).toNested()).toEqual([1, 2, 3]);
      await openArray(a, { path: "b/z" });
      await expect(open(a, { path: "x" })).rejects.toMatchObject({ code: "not-found" });
      expect(calls.filter((call) => !/\/\d$/.test(call))).toEqual([]);
    },
  );

  it("can be left aside: documents are then read where they lie", async () => {
    const name = "v3 tree, consolidated before a node was added";
    const { store } = recorded(name);
    const root = await openGroup(store);
    expect(await keys(root)).toEqual(["a", "x"]);
    await expect(openArray(root, { path: "late" })).rejects.toMatchObject({
      code: "not-found",
      message:
        'No Zarr array at "late": the consolidated metadata above have no zarr.json for it. Check the path; if the node ' +
        "was added later, pass { consolidated: false } or consolidate again.",
    });

    expect((await openArray(root, { path: "late", consolidated: false })).shape).toEqual([1]);
    expect(await keys(root, { consolidated: false })).toEqual(["a", "late", "x"]);
    const names: string[] = [];
    for await (const [child] of members(root, { consolidated: false })) names.push(child);
    expect(names).toEqual(["a", "late", "x"]);
    const plain = await openGroup(store, { consolidated: false });
    expect(plain.consolidated).toBe(false);
    expect(await keys(plain)).toEqual(["a", "late", "x"]);
  });
});
