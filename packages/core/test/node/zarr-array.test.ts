import type { CodecPlugin } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { get } from "../../src/node/get.js";
import { createArray } from "../../src/open/create.js";
import { openArray } from "../../src/open/open.js";
import { createRegistry } from "../../src/registry/registry.js";
import { flip } from "../doubles/codecs.js";
import { array3, store3 } from "../doubles/documents.js";

const codecs = [...array3.codecs, { name: "flip" }];

/** flip() whose loads are counted, and fail as long as the test wants. */
function counting() {
  const plugin = flip();
  const state = { loads: 0, fails: false };
  const counted: CodecPlugin<"bytes-bytes"> = {
    ...plugin,
    async load() {
      state.loads++;
      if (state.fails) throw new Error("the engine could not be fetched");
      return plugin.load();
    },
  };
  return { state, registry: createRegistry(counted) };
}

describe("a handle", () => {
  it("loads no codec before the first chunk that is stored, and then once", async () => {
    const { state, registry } = counting();
    const array = await openArray(store3({ codecs }, { "c/0/0": new Uint8Array(12), "c/1/1": new Uint8Array(12) }), {
      registry,
    });
    expect(state.loads).toBe(0);
    expect((await get(array, "2:4, 0:3")).at(0, 0)).toBe(7);
    await Promise.all([get(array), get(array, [0, 0]), get(array, [3, 5])]);
    expect(state.loads).toBe(1);
  });

  it("tries again to load a codec that could not be loaded", async () => {
    const { state, registry } = counting();
    const array = await openArray(store3({ codecs }, { "c/0/0": new Uint8Array(12).fill(255) }), { registry });
    state.fails = true;
    await expect(get(array, [0, 0])).rejects.toThrow("the engine could not be fetched");
    state.fails = false;
    expect((await get(array, [0, 0])).item()).toBe(0);
    expect(state.loads).toBe(2);
  });

  it("says in which document a codec is wrong that is found wrong when chunks are read", async () => {
    const codecs = [{ name: "bytes", configuration: { endian: "middle" } }];
    const bytes = store3({ codecs }).get("zarr.json")!;
    const array = await openArray(new Map([["a/b/zarr.json", bytes]]), { path: "a/b" });
    await expect(get(array)).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringMatching(/^a\/b\/zarr\.json: codecs\[0\]\.configuration\.endian: /),
      fields: { key: "a/b/zarr.json", path: "codecs[0].configuration.endian" },
    });
  });

  it("narrows the type of what is read", async () => {
    const array = await openArray(store3());
    if (array.is("int16")) {
      const data: Int16Array = (await get(array)).data;
      const value: number = (await get(array, [0, 0])).item();
      expect([data.length, value]).toEqual([24, 7]);
    } else expect.unreachable();
    const created = await createArray(new Map(), { shape: [1], dataType: "uint64" });
    const value: bigint = (await get(created)).at(0);
    expect(value).toBe(0n);
  });

  it("says what it is of: chunks, no shards, its document", async () => {
    const array = await openArray(store3({ extra: { must_understand: false, x: 1 } }));
    expect(array.chunks).toEqual([2, 3]);
    expect(array.shards).toBeUndefined();
    expect(array.parts.metadata.document["extra"]).toEqual({ must_understand: false, x: 1n });
  });
});
