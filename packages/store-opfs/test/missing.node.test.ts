import { expect, it } from "vitest";
import { opfs } from "../src/index.js";
import { opfsStore } from "../src/store.js";

it("where there is no such file system every call says so, and what to use instead", async () => {
  const { path } = await (await opfs().load()).open("opfs://lab/a");
  expect(path).toBe("lab/a");
  const store = opfsStore("lab");
  const listing = async () => {
    for await (const _ of store.list("")) return;
  };
  for (const call of [() => store.get("a"), () => store.set("a", Uint8Array.of(1)), () => store.delete("a"), listing]) {
    await expect(call()).rejects.toMatchObject({
      code: "unsupported",
      message:
        "There is no origin private file system here: browsers have it on pages served by https or from localhost; on Node use a path, which @zarrkit/store-fs opens.",
    });
  }
});
