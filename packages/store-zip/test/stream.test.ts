import { createArray, createGroup, get, openArray, openGroup, set, slice } from "@zarrkit/core";
import { isZarrError } from "@zarrkit/plugin-api";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { zipStore } from "../src/store.js";
import { zipStream } from "../src/stream.js";
import { physicalNames } from "./physical-names.js";
import { pattern } from "./samples.js";
import { streamOf } from "./written.js";

/** A stream, and what has arrived of it. */
function received() {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const bytes = new Response(readable).arrayBuffer().then((buffer) => new Uint8Array(buffer));
  bytes.catch(() => {});
  return { writable, bytes };
}

describe("an archive as one forward stream", () => {
  it("takes a hierarchy as core writes it, and is a sound .ozx: documents first, breadth first, zip64, comment", async () => {
    const { writable, bytes } = received();
    const store = zipStream(writable, { ozx: "0.5" });
    const deep = await createArray({ store, path: "a/b/x" }, { shape: [40, 40], chunks: [20, 20], dataType: "uint16" });
    const top = await createArray({ store, path: "y" }, { shape: [40], chunks: [40], dataType: "uint8" });
    const group = await createGroup({ store, path: "z" }, { attributes: { n: 1 } });
    expect(group.attributes).toEqual({ n: 1 });
    await set(
      deep,
      null,
      Uint16Array.from({ length: 1600 }, (_, i) => i),
    );
    await set(top, null, pattern(40));
    await store.close();

    const archive = await bytes;
    const names = Object.keys(unzipSync(archive));
    const documents = ["zarr.json", "a/zarr.json", "y/zarr.json", "z/zarr.json", "a/b/zarr.json", "a/b/x/zarr.json"];
    expect(names.slice(0, 6)).toEqual(documents);
    expect(physicalNames(archive).slice(0, 6)).toEqual(documents);
    const read = zipStore(archive);
    expect(JSON.parse((await read.summary()).comment)).toEqual({
      ome: { version: "0.5", zipFile: { centralDirectory: { jsonFirst: true } } },
    });
    expect(
      archive.findLastIndex((_, i) => [0x50, 0x4b, 6, 6].every((byte, k) => archive[i + k] === byte)),
    ).toBeGreaterThan(0);
    expect((await get(await openArray(read, { path: "a/b/x" }), [39, 39])).item()).toBe(1599);
    expect((await openGroup(read, { path: "z" })).attributes).toEqual({ n: 1 });
  });

  it("cannot read what it has sent, and says what to do", async () => {
    const { writable } = received();
    const store = zipStream(writable);
    const array = await createArray(store, { shape: [40], chunks: [20], dataType: "uint8" });
    await set(array, null, pattern(40));
    const error = await set(array, [slice(0, 3)], 1).catch((error: unknown) => error);
    expect(isZarrError(error, "unsupported")).toBe(true);
    expect((error as Error).message).toMatch(/"c\/0" has been sent.*write whole chunks, each once, or write to a file/);
    expect(await store.get("c/7")).toBeUndefined();
    await store.close();
  });

  it("holds the last state of what was written twice, and nothing of what was deleted", async () => {
    const archive = await streamOf([
      ["a", pattern(5)],
      ["zarr.json", pattern(3)],
      ["a", pattern(6)],
      ["zarr.json", pattern(4)],
    ]);
    const store = zipStore(archive);
    expect(await store.get("a")).toEqual(pattern(6));
    expect(await store.get("zarr.json")).toEqual(pattern(4));
    const { writable, bytes } = received();
    const stream = zipStream(writable);
    for (const key of ["zarr.json", "a", "b"]) await stream.set(key, pattern(9));
    for (const key of ["zarr.json", "a", "nothing"]) await stream.delete(key);
    expect(await stream.get("zarr.json")).toBeUndefined();
    await stream.close();
    expect(Object.keys(unzipSync(await bytes))).toEqual(["b"]);
  });

  it("keeps conditions of what is absent, and refuses versions", async () => {
    const { writable } = received();
    const store = zipStream(writable);
    await store.set("a", pattern(5), { onlyIf: "absent" });
    for (const [key, onlyIf, code] of [
      ["a", "absent", "conflict"],
      ["b", { version: "1" }, "unsupported"],
    ] as const) {
      const error = await store.set(key, pattern(6), { onlyIf }).catch((error: unknown) => error);
      expect(isZarrError(error, code)).toBe(true);
    }
    const error = await store.delete("a", { onlyIf: "absent" }).catch((problem: unknown) => problem);
    expect(isZarrError(error, "conflict")).toBe(true);
    await store.close();
  });

  it("is no archive without close(): after abort() its reader fails, and nothing more is taken", async () => {
    const { writable, bytes } = received();
    const store = zipStream(writable);
    await store.set("a", pattern(100));
    await store.abort(new Error("the user left"));
    await expect(bytes).rejects.toThrow();
    await expect(store.set("b", pattern(1))).rejects.toThrow(/is closed: nothing can be added/);
    await store.close();
  });

  it("that breaks takes nothing more, and close() does not pretend that it is complete", async () => {
    let room = 100_000;
    const problem = new Error("the connection broke");
    const write = (bytes: Uint8Array) => {
      if ((room -= bytes.length) < 0) throw problem;
    };
    const store = zipStream(new WritableStream({ write }));
    await store.set("a", pattern(90_000));
    for (const attempt of [
      () => store.set("b", pattern(90_000)),
      () => store.set("c", pattern(1)),
      () => store.close(),
    ]) {
      await expect(attempt()).rejects.toBe(problem);
    }
  });

  it("copies what it is handed", async () => {
    const { writable, bytes } = received();
    const store = zipStream(writable);
    const mine = pattern(100_000);
    const document = pattern(10);
    await store.set("zarr.json", document);
    await store.set("a", mine);
    mine.fill(0);
    document.fill(0);
    await store.close();
    expect(unzipSync(await bytes)).toEqual({ "zarr.json": pattern(10), a: pattern(100_000) });
  });
});

it.each([
  [{ ozx: "" }, /ozx is the version of OME-Zarr/],
  [{ ozx: "0.5", comment: "mine" }, /fixed by RFC-9/],
  [{ comment: "x".repeat(70_000) }, /at most 65,535 bytes/],
  [{ compress: 10 }, /level from 1 to 9, not 10/],
])("wrong settings are refused: %o", (settings, message) => {
  expect(() => zipStream(new WritableStream(), settings)).toThrow(message);
});
