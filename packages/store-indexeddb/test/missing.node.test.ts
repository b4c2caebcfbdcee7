import { expect, it } from "vitest";
import { indexeddb } from "../src/index.js";
import { indexeddbStore } from "../src/store.js";

it("where there is no IndexedDB every call says so, and what to use instead", async () => {
  const { path } = await (await indexeddb().load()).open("indexeddb://my%20lab/a");
  expect(path).toBe("a");
  const store = indexeddbStore("my lab");
  for (const call of [() => store.get("a"), () => store.set("a", Uint8Array.of(1)), () => store.flush()]) {
    await expect(call()).rejects.toMatchObject({
      code: "unsupported",
      message:
        "Could not open indexeddb://my%20lab: there is no IndexedDB here. Only browsers have it; on Node use a path, which @zarrkit/store-fs opens.",
      fields: { database: "my lab" },
    });
  }
  await store.close();
});
