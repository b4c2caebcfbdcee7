import { describe, expect, it } from "vitest";
import { createArray, openArray, openGroup } from "../src/index.js";

describe.each(["indexeddb://front-door", "opfs://front-door"])("an array at %s", (root) => {
  it("is created, written, found and read by its URL alone", async () => {
    const place = `${root}/${Date.now()}`;
    const written = await createArray(`${place}/a`, {
      shape: [4, 3],
      chunks: [2, 2],
      dataType: "int64",
      fillValue: 7n,
    });
    await written.set([null, 1], 2n);
    const read = await openArray(`${place}/a`);
    expect((await read.get()).toNested()).toEqual(Array.from({ length: 4 }, () => [7n, 2n, 7n]));
    await expect(createArray(`${place}/a`, { shape: [1], dataType: "int8" })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(openGroup(`${place}/b`)).rejects.toMatchObject({ code: "not-found" });
  });
});
