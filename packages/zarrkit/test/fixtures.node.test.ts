import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { open, openArray, ZarrArray } from "../src/node.js";
import digests from "./fixtures/digests.json" with { type: "json" };

/**
 * Arrays that zarrs, zarr-python and zarr-java wrote, read through the front door. They lie outside the repository:
 * `ZARRKIT_FIXTURES` names their folder, and continuous integration sets it.
 */
const root = process.env["ZARRKIT_FIXTURES"];

/** For the title of what cannot run without it. */
const unless = root ? "" : " (skipped: ZARRKIT_FIXTURES names no folder)";

const counted = (length: number) => Array.from({ length }, (_, i) => i);
const everyYear = [0n, -(2n ** 63n)];

/** What an array must hold, by the end of its path, beside what zarr-python reads of it (fixtures/digests.json). */
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
  // As zarrs' example prints it: [null] is an element that is there and holds none.
  [
    /array_optional_nested\.zarr\/array$/,
    (array) =>
      holds(
        array,
        [4, 4],
        [null, [null], [2], [3], null, [5], null, [7], ...[[null], [null], null, null, [null], [null], null, null]],
      ),
  ],
  [/sharding_index_location\/(start|end)$/, (array) => holds(array, [16, 16, 16], counted(4096))],
  // The tables of the samples' README: what is left of each number when 3 bits are kept.
  [
    /bitround_float32\.zarr$/,
    (array) => holds(array, [9], [0, 0.1015625, 1.25, 12, 120, 1280, Number.NaN, Infinity, -Infinity]),
  ],
  [/bitround_uint8\.zarr$/, (array) => holds(array, [10], [0, 1, 10, 12, 96, 128, 192, 192, 224, 224])],
  // Documents whose chunks are not there.
  [/n5_default\/examples\/zstd_array$/, (array) => holds(array, [256, 128], new Array(256 * 128).fill(0))],
  [/hierarchy\.zarr\/a\/(baz|foo)$/, async (array) => expect(await array.at([9999, 999])).toBeNaN()],
];

/** Arrays that must be refused, and why. */
const refused: readonly [RegExp, code: string, RegExp][] = [
  [/pcodec/, "missing-codec", /no codec "(numcodecs\.)?pcodec" is registered/],
  [/zfp/, "missing-codec", /no codec "(numcodecs\.)?zfpy" is registered/],
  [/storage_transformer\/exists$/, "unsupported-extension", /no storage transformer "chunk-manifest-json"/],
];

describe.skipIf(!root)(`arrays of other implementations${unless}`, () => {
  const paths = root
    ? ["zarrs", "zarr-java", "zarr-extensions"].flatMap((folder) => nodes(join(root, folder)))
    : ["none"];

  it("are at least 120, and each array is compared", () => {
    expect(paths.length).toBeGreaterThanOrEqual(120);
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
    const digest = (digests as Readonly<Record<string, string>>)[name];
    expect(check ?? digest, "something to compare with").toBeDefined();
    await check?.(node);
    if (digest !== undefined) expect(digestOf((await node.get()).data)).toBe(digest);
  });
});

describe.skipIf(!root)(`objects that numcodecs pickled${unless}`, () => {
  const folder = join(root ?? "none", "numcodecs/pickle");
  const codecs = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("codec.")) : [];
  it.each(codecs)("%s is refused", async (codec) => {
    const filters = [JSON.parse(readFileSync(join(folder, codec, "config.json"), "utf8"))];
    const document = { zarr_format: 2, shape: [4], chunks: [4], dtype: "|O", fill_value: null, order: "C", filters };
    const bytes = new TextEncoder().encode(JSON.stringify({ ...document, compressor: null }));
    const chunk = readFileSync(join(folder, codec, "encoded.00.dat"));
    await expect(
      open(
        new Map<string, Uint8Array>([
          [".zarray", bytes],
          ["0", chunk],
        ]),
      ),
    ).rejects.toMatchObject({
      code: "unsupported-extension",
      fields: { codec: "pickle" },
    });
  });
});

describe.skipIf(!root)(`two spellings of one array${unless}`, () => {
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

/** As fixtures/generate.py makes it: of the bytes of numbers, of the JSON of text. */
function digestOf(data: ArrayLike<unknown>): string {
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : JSON.stringify(data);
  return createHash("sha256").update(bytes).digest("hex");
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
