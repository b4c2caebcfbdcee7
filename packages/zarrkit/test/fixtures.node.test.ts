import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { open, openArray, ZarrArray } from "../src/node.js";

/**
 * Arrays that zarrs, zarr-python and zarr-java wrote, read through the front door. They lie outside the repository:
 * `ZARRKIT_FIXTURES` names their folder, and continuous integration sets it.
 */
const root = process.env["ZARRKIT_FIXTURES"];

const counted = (length: number) => Array.from({ length }, (_, i) => i);
const everyYear = [0n, -(2n ** 63n)];

/** What an array must hold, by the end of its path. Arrays of no row need only be read without an error. */
const expected: readonly [RegExp, (array: ZarrArray) => Promise<void>][] = [
  [/zarrs\/(v2|v3|v3_zarr_python)\/array_\w+\.zarr$/, (array) => holds(array, [10, 10], counted(100))],
  [/(adler32|fletcher32)\.zarr$/, (array) => holds(array, [100, 100], counted(10_000))],
  [/cities(_v2|_v3)?\.zarr$/, (array) => holds(array, [47_868], cities())],
  [/fixed_length_utf32_v\d_[bl]e\.zarr$/, (array) => holds(array, [5], ["abc", "🎉", "hi", "te", ""])],
  [
    /v3_bytes\.zarr$/,
    async (array) =>
      holds(
        array,
        [3],
        ["New York", "Los Angeles", "Chicago"].map((name) => new TextEncoder().encode(name)),
      ),
  ],
  [
    /datetime64\[\w+\]\.zarr$/,
    async (array) => {
      const { data } = await array.get();
      expect([data[0], data[data.length - 1]]).toEqual(everyYear);
    },
  ],
  [
    /bool_v2_fv_null\.zarr$/,
    async (array) => expect([(await array.get()).at(0), array.fillValue]).toEqual([true, undefined]),
  ],
  [/int_v2_fv_null\.zarr$/, async (array) => expect((await array.get()).at(0)).toBe(42)],
  [/float_v2_fv_null\.zarr$/, async (array) => expect((await array.get()).at(0)).toBe(Math.fround(3.14))],
  [/str_v2_fv_(0|null)\.zarr$/, async (array) => expect([await array.at([0]), await array.at([4])]).toEqual(["a", ""])],
  [
    /array_optional\.zarr\/array$/,
    (array) => holds(array, [4, 4], [0, null, 2, 3, null, 5, null, 7, 8, 9, null, null, 12, null, null, null]),
  ],
  [/sharding_index_location\/(start|end)$/, (array) => holds(array, [16, 16, 16], counted(4096))],
];

/** Arrays that must be refused, and why. */
const refused: readonly [RegExp, code: string, RegExp][] = [
  [/pcodec/, "missing-codec", /no codec "(numcodecs\.)?pcodec" is registered/],
  [/zfp/, "missing-codec", /no codec "(numcodecs\.)?zfpy" is registered/],
  [/storage_transformer\/exists$/, "unsupported-extension", /no storage transformer "chunk-manifest-json"/],
];

describe.skipIf(!root)(
  `arrays of other implementations${root ? "" : " (not run: ZARRKIT_FIXTURES names no folder)"}`,
  () => {
    const paths = root ? [...nodes(join(root, "zarrs")), ...nodes(join(root, "zarr-java"))] : ["none"];

    it("are at least seventy", () => {
      expect(paths.length).toBeGreaterThanOrEqual(70);
    });

    it.each(paths.map((path) => [root ? relative(root, path) : path, path]))("%s", async (name, path) => {
      const refusal = refused.find(([pattern]) => pattern.test(name));
      if (refusal) {
        await expect(open(path)).rejects.toMatchObject({
          code: refusal[1],
          message: expect.stringMatching(refusal[2]),
        });
        return;
      }
      const node = await open(path);
      if (!(node instanceof ZarrArray)) return;
      const check = expected.find(([pattern]) => pattern.test(name))?.[1];
      await (check ?? ((array: ZarrArray) => array.get()))(node);
    });
  },
);

describe.skipIf(!root)("two spellings of one array", () => {
  it("hold the same: shards with their index at the start and at the end", async () => {
    const [start, end] = await Promise.all(
      ["start", "end"].map(async (place) =>
        (await openArray(join(root!, "zarr-java/sharding_index_location", place))).get(),
      ),
    );
    expect(start!.data).toEqual(end!.data);
  });
});

async function holds(array: ZarrArray, shape: number[], values: readonly unknown[]): Promise<void> {
  const { data, shape: found } = await array.get();
  expect(found).toEqual(shape);
  expect(Array.from(data)).toEqual(values);
}

function cities(): string[] {
  return readFileSync(join(root!, "zarrs/cities.csv"), "utf8").trimEnd().split(/\r?\n/);
}

function nodes(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [];
    const path = join(folder, entry.name);
    const isNode = ["zarr.json", ".zarray", ".zgroup"].some((name) => existsSync(join(path, name)));
    return [...(isNode ? [path] : []), ...nodes(path)];
  });
}
