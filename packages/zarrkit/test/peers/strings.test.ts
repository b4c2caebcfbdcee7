import type { Bytes, Store } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { createArray, openArray } from "../../src/index.js";

/** A store that answers each value as a view at an odd offset of a larger buffer. */
function viewing(inner: Store): Store {
  return {
    async get(key) {
      const bytes: Bytes | undefined = await inner.get(key);
      if (!bytes) return undefined;
      const frame = new Uint8Array(bytes.length + 16).fill(0xa5);
      frame.set(bytes, 7);
      return frame.subarray(7, 7 + bytes.length);
    },
  };
}

it.each<[string, string, readonly unknown[]]>([
  ["string", "vlen-utf8", ["a", "", "größer", "🎉"]],
  ["bytes", "vlen-bytes", [[1], [], [2, 3], [255]].map((bytes) => Uint8Array.from(bytes))],
])("15. %s in a view of a larger buffer was undefined", async (dataType, codec, values) => {
  for (const options of [{ chunks: [2] }, { chunks: [1], shards: [2] }]) {
    const array = await createArray(new Map(), { shape: [4], dataType, codecs: [codec], ...options });
    await array.set(null, values as never);
    const viewed = await openArray(viewing(array.store));
    expect((await viewed.get()).toNested()).toEqual(values);
    expect((await viewed.get("3:0:-2")).toNested()).toEqual([values[3], values[1]]);
  }
});
