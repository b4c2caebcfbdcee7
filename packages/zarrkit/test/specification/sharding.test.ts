import type { Bytes, Extension, Key } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { createArray, openArray, slice } from "../../src/index.js";
import { base64, little, reading, version3 } from "../written-by-hand.js";

type Place = readonly [offset: number, length: number] | null;

/** An index as `bytes` stores it; `null` is an inner chunk that is not stored. */
function indexOf(places: readonly Place[], endian = true): Bytes {
  const view = new DataView(new ArrayBuffer(places.length * 16));
  for (const [i, place] of places.entries()) {
    for (const side of [0, 1] as const) {
      view.setBigUint64(i * 16 + side * 8, place ? BigInt(place[side]) : 2n ** 64n - 1n, endian);
    }
  }
  return new Uint8Array(view.buffer);
}
const joined = (...parts: readonly (Bytes | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

const sharding = (change: object = {}): Extension => ({
  name: "sharding_indexed",
  configuration: { chunk_shape: [2, 3], codecs: ["bytes"], index_codecs: [little], ...change },
});
/** 4 × 6 uint8 in one shard, whose inner chunks are 2 × 3; fill value 255. */
const sharded = (shard: Bytes | undefined, change: object = {}, more: object = {}) =>
  version3(
    { shape: [4, 6], chunks: [4, 6], fill_value: 255, codecs: [sharding(change)], ...more },
    shard ? { "c/0/0": shard } : {},
  );

const rows = [0, 6, 12, 18].map((start) => Array.from({ length: 6 }, (_, i) => start + i));
/** The inner chunks in C order of their grid. */
const inner = [
  [0, 1, 2, 6, 7, 8],
  [3, 4, 5, 9, 10, 11],
  [12, 13, 14, 18, 19, 20],
  [15, 16, 17, 21, 22, 23],
];
const consecutive = (from = 0) => [0, 1, 2, 3].map((i): Place => [from + i * 6, 6]);
const field = (name: string) => ({
  code: "invalid-metadata",
  fields: { path: `codecs[0].configuration.${name}` },
});

/** Bytes without 0 that no compressor makes shorter: of Marsaglia's xorshift generator. */
function noiseOf(length: number): Bytes {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return 1 + ((state >>> 8) % 255);
  });
}

describe("2.1.25 sharding_indexed", () => {
  it.each([[[2]], [[2, 3, 1]], [[]], [[3, 3]], [[2, 4]], [[8, 6]], [[0, 3]], [[2, -3]], [[2, 1.5]], ["2, 3"]])(
    "2.1.25 the inner chunk shape %j is refused for shards of 4 × 6",
    async (chunk_shape) => {
      await expect(reading(sharded(undefined, { chunk_shape }))).rejects.toMatchObject(field("chunk_shape"));
    },
  );

  it("2.1.25 the index is offset and length of each inner chunk, in C order of their grid", async () => {
    expect(await reading(sharded(joined(...inner, indexOf(consecutive()))))).toEqual(rows);
  });

  it("2.1.25 what is marked absent, or is not stored at all, is fill value", async () => {
    const [first, , third] = inner;
    const shard = joined(first!, third!, indexOf([[0, 6], null, [6, 6], null]));
    const expected = rows.map((row) => row.map((value, column) => (column < 3 ? value : 255)));
    expect(await reading(sharded(shard))).toEqual(expected);
    expect(await reading(sharded(shard), "3, 2:4")).toEqual([20, 255]);
    expect(await reading(sharded(undefined), "3, 2:4")).toEqual([255, 255]);
  });

  it("2.1.25 one of the two numbers alone does not mark an inner chunk absent", async () => {
    for (const half of [0, 8]) {
      const index = indexOf(consecutive());
      index.fill(255, half, half + 8);
      await expect(reading(sharded(joined(...inner, index)), "0, 0")).rejects.toMatchObject({ code: "codec-failed" });
    }
  });

  it("2.1.25 the index is of full size however little of the shard the array covers", async () => {
    const store = new Map<Key, Bytes>();
    const codecs = [sharding()];
    const array = await createArray(store, {
      shape: [2, 3],
      chunks: [4, 6],
      dataType: "uint8",
      fillValue: 255,
      codecs,
    });
    await array.set(null, [
      [0, 1, 2],
      [6, 7, 8],
    ]);
    expect(store.get("c/0/0")).toEqual(joined(inner[0]!, indexOf([[0, 6], null, null, null])));
    expect((await array.get()).toNested()).toEqual([
      [0, 1, 2],
      [6, 7, 8],
    ]);
  });

  it("2.1.25 a shard that zarr-python wrote across the array's end is read", async () => {
    // zarr.create(shape=(3, 5), chunks=(4, 6), dtype="u1", fill_value=255,
    //   codecs=[ShardingCodec(chunk_shape=(2, 3), codecs=[BytesCodec()])])[...] = numpy.arange(24).reshape(4, 6)[:3, :5]
    const shard = base64(
      "AAECBgcIDA0O////AwT/CQr/DxD/////AAAAAAAAAAAGAAAAAAAAAAwAAAAAAAAABgAAAAAAAAAGAAAAAAAAAAYAAAAAAAAAEgAAAAAAAAAGAAAAAAAAAFB4A0Q=",
    );
    const store = sharded(shard, { index_codecs: [little, "crc32c"] }, { shape: [3, 5] });
    expect(await reading(store)).toEqual(rows.slice(0, 3).map((row) => row.slice(0, 5)));
  });

  it("2.1.25 with the index at the start, offsets count from the start of the shard", async () => {
    const change = { index_location: "start" };
    expect(await reading(sharded(joined(indexOf(consecutive(64)), ...inner), change))).toEqual(rows);
    // Counted from the end of the index they would point into it.
    const wrong = sharded(joined(indexOf(consecutive()), ...inner), change);
    await expect(reading(wrong)).rejects.toMatchObject({ code: "codec-failed" });
    const store = sharded(undefined, change);
    await (await openArray(store)).set(null, rows);
    expect(store.get("c/0/0")).toEqual(joined(indexOf(consecutive(64)), ...inner));
  });

  it("2.1.25 inner chunks lie in any order, with gaps between them, twice or one in another", async () => {
    const [a, b, c, d] = inner;
    const gaps = joined(
      [9, 9],
      d!,
      b!,
      [9],
      a!,
      c!,
      [9, 9, 9],
      indexOf([
        [15, 6],
        [8, 6],
        [21, 6],
        [2, 6],
      ]),
    );
    expect(await reading(sharded(gaps))).toEqual(rows);
    const shared = joined(a!, [9], indexOf([[0, 6], [0, 6], [1, 6], null]));
    expect(await reading(sharded(shared))).toEqual([
      [0, 1, 2, 0, 1, 2],
      [6, 7, 8, 6, 7, 8],
      [1, 2, 6, 255, 255, 255],
      [7, 8, 9, 255, 255, 255],
    ]);
  });

  it.each([
    ["gzip", { level: 1 }],
    ["zstd", { level: 1 }],
    ["blosc", { cname: "lz4", clevel: 1, shuffle: "noshuffle", blocksize: 0 }],
  ])("2.1.25 index codecs have a fixed size: %s is refused", async (name, configuration) => {
    const store = sharded(undefined, { index_codecs: [little, { name, configuration }] });
    await expect(reading(store)).rejects.toMatchObject({
      ...field("index_codecs"),
      message: expect.stringContaining("compression is not allowed here"),
    });
  });

  it("2.1.25 without index_location the index is at the end; other places are refused", async () => {
    const shard = joined(...inner, indexOf(consecutive()));
    expect(await reading(sharded(shard, { index_location: "end" }))).toEqual(rows);
    for (const index_location of ["middle", 0, null]) {
      await expect(reading(sharded(shard, { index_location }))).rejects.toMatchObject(field("index_location"));
    }
  });

  it.each<[string, readonly unknown[], number]>([
    ["no checksum", [little], 64],
    ["big-endian", [{ name: "bytes", configuration: { endian: "big" } }], 64],
    ["a checksum", [little, "crc32c"], 68],
    ["two checksums", [little, "crc32c", { name: "numcodecs.adler32" }], 72],
    ["transposed", [{ name: "transpose", configuration: { order: [2, 1, 0] } }, little], 64],
  ])("2.1.25 the size of the index is what its codecs make: %s", async (_, index_codecs, size) => {
    for (const index_location of ["start", "end"]) {
      const store = sharded(undefined, { index_codecs, index_location });
      await (await openArray(store)).set(null, rows);
      expect(store.get("c/0/0")).toHaveLength(24 + size);
      expect(await reading(store)).toEqual(rows);
      expect(await reading(store, "3, 4:")).toEqual([22, 23]);
    }
    const big = joined(...inner, indexOf(consecutive(), false));
    if (index_codecs[0] !== little && size === 64 && index_codecs.length === 1) {
      expect(await reading(sharded(big, { index_codecs }))).toEqual(rows);
    }
  });
});

describe("2.3 sharding with other codecs around it", () => {
  const around = (...outer: (Extension | string)[]) => [sharding({ index_codecs: [little, "crc32c"] }), ...outer];

  // zarr.create(shape=(4, 6), chunks=(4, 6), dtype="u1", fill_value=255,
  //   codecs=[ShardingCodec(chunk_shape=(2, 3), codecs=[BytesCodec()]), OUTER])[...] = numpy.arange(24).reshape(4, 6)
  it.each<[string, Extension, string]>([
    [
      "gzip",
      { name: "gzip", configuration: { level: 1 } },
      "H4sIALnHAmsE/2NgZGJj5+Dh5RMSFmFmYeXk4uYXEBQVE2eAAjYozYPGh4nDaCE0+YAKZhcAUW3LXVwAAAA=",
    ],
    [
      "crc32c",
      { name: "crc32c" },
      "AAECBgcIDA0OEhMUAwQFCQoLDxARFRYXAAAAAAAAAAAGAAAAAAAAAAwAAAAAAAAABgAAAAAAAAAGAAAAAAAAAAYAAAAAAAAAEgAAAAAAAAAGAAAAAAAAAFB4A0SG2ugU",
    ],
  ])("2.3 %s after sharding is undone on every path, partial reads and writes too", async (_, outer, shard) => {
    const store = sharded(base64(shard), {}, { codecs: around(outer) });
    expect(await reading(store)).toEqual(rows);
    for (const [row, column] of [
      [0, 0],
      [1, 5],
      [3, 4],
    ] as const) {
      expect(await reading(store, [row, column])).toBe(rows[row]![column]);
    }
    await (await openArray(store)).set([3, 4], 99);
    expect(await reading(store)).toEqual(rows.map((row) => row.map((value) => (value === 22 ? 99 : value))));
    const damaged = store.get("c/0/0")!.slice();
    damaged[damaged.length - 2]! ^= 1;
    store.set("c/0/0", damaged);
    await expect(reading(store, [0, 0])).rejects.toMatchObject({ code: "codec-failed" });
  });

  it("2.3 transpose before sharding: the shard is that of the transposed array", async () => {
    // The transposed array is 6 × 4, its inner chunks are 3 × 2.
    const chunks = [
      [0, 6, 1, 7, 2, 8],
      [12, 18, 13, 19, 14, 20],
      [3, 9, 4, 10, 5, 11],
      [15, 21, 16, 22, 17, 23],
    ];
    const shard = joined(...chunks, indexOf(consecutive()));
    const codecs = [{ name: "transpose", configuration: { order: [1, 0] } }, sharding({ chunk_shape: [3, 2] })];
    const store = sharded(shard, {}, { codecs });
    expect(await reading(store)).toEqual(rows);
    for (const selection of ["1:3, 2:5", "3", ":, 4", "::-2, ::3", "2, 3"]) {
      const plain = sharded(joined(...inner, indexOf(consecutive())));
      expect(await reading(store, selection)).toEqual(await reading(plain, selection));
    }
    const empty = sharded(undefined, {}, { codecs });
    await (await openArray(empty)).set(null, rows);
    expect(empty.get("c/0/0")).toEqual(shard);
    await (await openArray(empty)).set("1:3, 2:5", [
      [90, 91, 92],
      [93, 94, 95],
    ]);
    expect(await reading(empty)).toEqual([rows[0], [6, 7, 90, 91, 92, 11], [12, 13, 93, 94, 95, 17], rows[3]]);
    await expect(
      reading(sharded(undefined, {}, { codecs: [codecs[0], sharding({ chunk_shape: [2, 3] })] })),
    ).rejects.toMatchObject({ code: "invalid-metadata", fields: { path: "codecs[1].configuration.chunk_shape" } });
  });

  it("2.3 transpose inside of shards", async () => {
    const codecs = [{ name: "transpose", configuration: { order: [1, 0] } }, "bytes"];
    const chunks = inner.map(([a, b, c, d, e, f]) => [a!, d!, b!, e!, c!, f!]);
    const store = sharded(joined(...chunks, indexOf(consecutive())), { codecs });
    expect(await reading(store)).toEqual(rows);
    expect(await reading(store, "1:3, 4")).toEqual([10, 16]);
  });
});

describe("2.3 selections and writes over shards", () => {
  it("2.3 dropped axes, negative steps and both at once, over several shards", async () => {
    const options = { shape: [6, 6, 6], chunks: [1, 2, 1], shards: [2, 4, 3], dataType: "int16" } as const;
    const array = await createArray(new Map(), options);
    const value = (i: number, j: number, k: number) => i * 100 + j * 10 + k;
    const six = [0, 1, 2, 3, 4, 5];
    await array.set(
      null,
      six.map((i) => six.map((j) => six.map((k) => value(i, j, k)))),
    );
    expect((await array.get([5, slice(0, 2), 0])).toNested()).toEqual([value(5, 0, 0), value(5, 1, 0)]);
    expect((await array.get([slice(null, null, -4), 3, slice(1, 6, 2)])).toNested()).toEqual(
      [5, 1].map((i) => [1, 3, 5].map((k) => value(i, 3, k))),
    );
    expect((await array.get([2, 3, slice(5, 2, -1)])).toNested()).toEqual([5, 4, 3].map((k) => value(2, 3, k)));
    expect((await array.get([slice(1, 2), 3, 4])).shape).toEqual([1]);
    expect(await array.at([-1, -2, -3])).toBe(value(5, 4, 3));
    await array.set([5, slice(null, null, -1), 0], [0, 1, 2, 3, 4, 5]);
    expect((await array.get("5, :, 0")).toNested()).toEqual([5, 4, 3, 2, 1, 0]);
    expect((await array.get("5, :, 1")).toNested()).toEqual([0, 1, 2, 3, 4, 5].map((j) => value(5, j, 1)));
  });

  it("2.3 an array without axes, in one shard of one chunk", async () => {
    const codecs = [sharding({ chunk_shape: [] })];
    const store = version3({ shape: [], codecs });
    const array = await openArray(store);
    expect(await array.at([])).toBe(0);
    await array.set(null, 7);
    expect(store.get("c")).toEqual(joined([7], indexOf([[0, 1]])));
    expect(await array.at([])).toBe(7);
    await array.set([], 0);
    expect(store.has("c")).toBe(false);
  });

  it.each<[string, unknown, readonly unknown[], readonly unknown[]]>([
    ["float32", Number.NaN, [Number.NaN, Number.NaN], [Number.NaN, 0]],
    ["float32", 0, [0, 0], [0, -0]],
    ["float64", -0, [-0, -0], [-0, 0]],
    ["complex64", { re: Number.NaN, im: 0 }, [Number.NaN, 0, Number.NaN, 0], [Number.NaN, 0, Number.NaN, -0]],
    ["numpy.datetime64", -(2n ** 63n), [-(2n ** 63n), -(2n ** 63n)], [-(2n ** 63n), 0n]],
  ])("2.3 an inner chunk of %s is left out where it is %s bit for bit", async (name, fillValue, same, other) => {
    const dataType = name.startsWith("numpy") ? { name, configuration: { unit: "s", scale_factor: 1 } } : name;
    const options = { shape: [4], chunks: [2], shards: [4], fillValue };
    const array = await createArray(new Map(), { ...options, dataType: dataType as never });
    const { data } = await array.get();
    const container = data.constructor as unknown as { from(values: readonly unknown[]): never };
    await array.set(null, container.from([...same, ...same]));
    expect(await array.store.get("c/0")).toBeUndefined();
    await array.set(null, container.from([...same, ...other]));
    const index = new DataView((await array.store.get("c/0"))!.slice(-36).buffer);
    expect([0, 16].map((at) => index.getBigUint64(at, true) === 2n ** 64n - 1n)).toEqual([true, false]);
    expect(Array.from((await array.get()).data as ArrayLike<unknown>)).toEqual([...same, ...other]);
  });

  it.each([
    ["gzip", { level: 0 }],
    ["gzip", { level: 9 }],
    ["numcodecs.zlib", { level: 0 }],
    ["numcodecs.zlib", { level: 9 }],
    ["zstd", { level: 1 }],
    ["numcodecs.lz4", {}],
    ["blosc", { cname: "lz4", clevel: 9, shuffle: "noshuffle", blocksize: 0 }],
  ])("2.3 inner chunks that %s %j makes longer than they were", async (name, configuration) => {
    const codecs = [{ name, configuration } as Extension];
    // 200 000 bytes: stored blocks of deflate hold 65 535 at most, and each takes five more.
    for (const chunk of [1, 3, 200_000]) {
      const shape = [2 * chunk];
      const array = await createArray(new Map(), { shape, chunks: [chunk], shards: shape, dataType: "uint8", codecs });
      const noise = noiseOf(2 * chunk);
      await array.set(null, noise);
      const read = (await array.get()).data as Uint8Array;
      expect(read.every((value, i) => value === noise[i])).toBe(true);
      expect((await array.store.get("c/0"))!.length).toBeGreaterThan(2 * chunk);
    }
  });
});
