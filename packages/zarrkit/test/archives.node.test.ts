import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { open, openArray, openGroup } from "../src/node.js";

const folder = join(import.meta.dirname, "../../store-zip/test/fixtures");
const numbers = Uint16Array.from({ length: 600 }, (_, i) => i);

describe("the front door opens archives that zarr-python wrote", () => {
  it.each(["array-v2.zip", "array-v3.zip", "array-v3-deflated.zip"])("%s, by its ending", async (name) => {
    const group = await openGroup(join(folder, name));
    const array = await group.openArray("x");
    expect((await array.get()).data).toEqual(numbers);
    expect(array.attributes).toEqual({ unit: "m" });
  });

  it("by name, with a path in it", async () => {
    expect((await (await openArray(`${join(folder, "array-v3.zip")}|zip:x`)).get()).data).toEqual(numbers);
    expect((await open(`${join(folder, "array-sharded.zip")}|zip:`)).kind).toBe("array");
  });
});
