import { readFileSync } from "node:fs";
import { join } from "node:path";
import { shuffle } from "@zarrkit/codec-filters";
import { zlib } from "@zarrkit/codec-gzip";
import { createRegistry, get, keys, openArray, openGroup } from "@zarrkit/core";
import { readNpy } from "@zarrkit/fixtures";
import { fs } from "@zarrkit/store-fs";
import { http } from "@zarrkit/store-http";
import { Site } from "@zarrkit/test-servers";
import { siteHandlers } from "@zarrkit/test-servers/msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reference } from "../src/index.js";

/** A NetCDF4 file, references to it by kerchunk and VirtualiZarr, and what xarray reads (fixtures/generate.py). */
const folder = join(import.meta.dirname, "fixtures");
const site = new Site({ values: [["data/ocean.nc", readFileSync(join(folder, "ocean.nc"))]] });
const server = setupServer(...siteHandlers("https://lab.example", site));
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => server.close());

const documents = ["kerchunk-v0.json", "kerchunk-v1.json", "kerchunk.parq", "virtualizarr.json", "virtualizarr.parq"];
const variables = ["tos", "tos_big", "tos_short", "area", "lat", "time", "gaps", "count"];
const registry = createRegistry(fs(), http(), zlib(), shuffle(), reference({ allow: ["https://lab.example/data/"] }));

describe.each(documents)("%s over NetCDF4", (document) => {
  const there = document === "virtualizarr.parq" ? variables.filter((name) => name !== "count") : variables;

  it.each(there)("%s reads as xarray reads it", async (name) => {
    const group = await openGroup(`${join(folder, document)}|reference:`, { registry });
    const { data, shape } = await get(await openArray(group, { path: name }));
    const expected = readNpy(readFileSync(join(folder, "expected", `${name}.npy`)));
    expect(shape).toEqual(expected.shape);
    expect(data).toEqual(expected.data);
  });

  it("lists its variables", async () => {
    const group = await openGroup(`${join(folder, document)}|reference:`, { registry });
    expect((await keys(group)).toSorted()).toEqual(there.toSorted());
  });
});
