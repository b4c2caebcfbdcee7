import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readNpy } from "@zarrkit/fixtures";
import { expectedFolder, samplesFolder } from "@zarrkit/fixtures/folders";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArray, openGroup, type Selection, slice } from "zarrkit";
import { type Loopback, serveOnLoopback } from "../src/serving/loopback.js";

let server: Loopback;

beforeAll(async () => {
  server = await serveOnLoopback({ samples: samplesFolder });
});

afterAll(() => server.close());

function expected(name: string) {
  return readNpy(readFileSync(join(expectedFolder, `${name}.npy`)));
}

const every = (step: number) => slice(null, null, step);

const cases: readonly (readonly [path: string, selection: Selection, expected: string])[] = [
  ["brain.ome.zarr/0", [0, 0, 28, null, null], "brain-0-plane"],
  ["brain.ome.zarr/0", "0, 1, 20:50:7, -5::-9, 3::4", "brain-0-strided"],
  ["brain.ome.zarr/1", [0, 1, 28], "brain-1-plane"],
  ["brain.ome.zarr/2", [0, -1, 28, "..."], "brain-2-plane"],
  ...["ocean.zarr", "ocean-v3.zarr"].flatMap(
    (store) =>
      [
        [`${store}/tos`, [2], "ocean-tos"],
        [`${store}/lat`, [every(11), every(13)], "ocean-lat"],
        [`${store}/lon`, [every(11), every(13)], "ocean-lon"],
        [`${store}/lat_bnds`, [every(11), every(13)], "ocean-lat_bnds"],
        [`${store}/lon_bnds`, [every(11), every(13)], "ocean-lon_bnds"],
        [`${store}/time`, null, "ocean-time"],
        [`${store}/time_bnds`, [], "ocean-time_bnds"],
      ] as const,
  ),
];

describe("the samples, opened by URL, hold what NumPy says", () => {
  it.each(cases)("%s at %j is %s", async (path, selection, name) => {
    const array = await openArray(`${server.url}samples/${path}`);
    const values = await array.get(selection);
    const { shape, data } = expected(name);
    expect(values.shape).toEqual(shape);
    expect(values.data).toEqual(data);
  });

  it("tissue.zarr, transposed, is tissue-picture", async () => {
    const array = await openArray(`${server.url}samples/tissue.zarr`);
    const values = (await array.get([null, null, null, 0])).transpose();
    const { shape, data } = expected("tissue-picture");
    expect(values.shape).toEqual(shape);
    expect(values.contiguous().data).toEqual(data);
  });
});

describe("the climate group looks like a CMIP6 store", () => {
  it.each(["ocean.zarr", "ocean-v3.zarr"])("%s", async (store) => {
    const group = await openGroup(`${server.url}samples/${store}`);
    expect(group.consolidated).toBe(true);
    expect(await group.keys()).toEqual(["lat", "lat_bnds", "lon", "lon_bnds", "time", "time_bnds", "tos"]);
    const tos = await group.openArray("tos");
    expect(tos.fillValue).toBe(Math.fround(1e20));
    expect(tos.dimensionNames ?? tos.attributes["_ARRAY_DIMENSIONS"]).toEqual(["time", "j", "i"]);
    const time = await group.openArray("time");
    expect(time.attributes).toMatchObject({ calendar: "360_day", units: "seconds since 1900-01-01 00:00:00" });
  });
});
