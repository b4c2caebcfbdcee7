import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readNpy } from "@zarrkit/fixtures";
import { describe, expect, it } from "vitest";
import { openArray, openGroup } from "../src/node.js";

const folder = join(import.meta.dirname, "../../store-reference/test/fixtures");

describe("the front door reads NetCDF4 by reference", () => {
  it.each(["kerchunk-v1.json|reference:", "kerchunk.parq|reference:", "kerchunk-v0.json|kerchunk:"])(
    "%s",
    async (url) => {
      const expected = readNpy(readFileSync(join(folder, "expected/tos_short.npy")));
      const group = await openGroup(join(folder, url));
      expect(await group.keys()).toContain("tos_short");
      const tos = await openArray(`${join(folder, url)}tos_short`);
      expect((await tos.get()).data).toEqual(expected.data);
    },
  );
});
