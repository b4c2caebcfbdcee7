import { expect, it } from "vitest";
import { examples, spelled } from "../src/examples.js";
import { effort, factsOf } from "../src/reading/facts.js";
import { levelOf } from "../src/reading/level.js";

it("tells shape, type, chunks and every codec with its configuration", () => {
  const facts = factsOf({
    shape: [3, 320],
    dataType: { name: "uint8" },
    chunks: [3, 128],
    codecs: [{ name: "bytes" }, { name: "blosc", configuration: { cname: "lz4", clevel: 5, blocksize: null } }],
    format: 2,
  });
  expect(Object.fromEntries(facts)).toEqual({
    shape: "3 × 320",
    "data type": "uint8",
    chunks: "3 × 128",
    codecs: "bytes → blosc (cname lz4, clevel 5)",
    format: "Zarr v2",
  });
});

it("tells requests, bytes and time in units that are read at a glance", () => {
  expect(effort({ requests: 1, bytes: 999 }, 43.4)).toBe("1 request, 999 bytes, 43 ms");
  expect(effort({ requests: 6, bytes: 181_234 }, 1234)).toBe("6 requests, 181.2 kB, 1.2 s");
  expect(effort({ requests: 2, bytes: 3_000_000 }, 0)).toBe("2 requests, 3.0 MB, 0 ms");
  expect(effort({ requests: 0, bytes: 0 }, 12)).toBe("12 ms");
});

it("spells the selections of the examples as NumPy does", () => {
  expect(examples.map(({ selection }) => spelled(selection))).toEqual(["0, 0, 28, :, :", ":, :, :, 0", "2", "0"]);
});

const arrays: Record<string, readonly number[]> = {
  0: [5000, 4000],
  1: [1000, 900],
  2: [500, 400],
  bounds: [9000, 9000, 4],
};

function group(attributes: Record<string, unknown>, keys = ["0", "1", "2"]) {
  const openArray = async (path: string) => ({ shape: arrays[path]! });
  return { attributes, keys: async () => keys, openArray };
}

it("takes the largest level of a pyramid that is not too large, with the names of its axes", async () => {
  const datasets = [{ path: "0" }, { path: "1" }, { path: "2" }];
  const axes = [
    { name: "y", type: "space" },
    { name: "x", type: "space" },
  ];
  expect(await levelOf(group({ multiscales: [{ datasets }] }))).toEqual({ path: "1", axes: undefined });
  expect(await levelOf(group({ multiscales: [{ datasets, axes }] }))).toEqual({ path: "1", axes: ["y", "x"] });
  const ome = { version: "0.5", multiscales: [{ datasets: datasets.slice(0, 1), axes: ["y", "x"] }] };
  expect(await levelOf(group({ ome }))).toEqual({ path: "0", axes: ["y", "x"] });
});

it("takes the array with the largest plane of another group, and says so when there is none", async () => {
  expect(await levelOf(group({}))).toMatchObject({ path: "0" });
  expect(await levelOf(group({}, ["2", "bounds", "1"]))).toMatchObject({ path: "1" });
  await expect(levelOf(group({}, []))).rejects.toThrow("add the path of one to the URL");
});

it("does not trip over metadata that are no pyramid", async () => {
  for (const multiscales of [{}, [], [null], [{ datasets: [{}] }], [{ datasets: "0", axes: [null] }]]) {
    expect(await levelOf(group({ multiscales }))).toMatchObject({ path: "0" });
  }
});
