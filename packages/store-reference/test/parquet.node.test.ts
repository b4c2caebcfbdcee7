import type { Bytes } from "@zarrkit/plugin-api";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { requireRuns } from "../src/parquet-runs.js";
import { referenceStore } from "../src/store.js";
import { type Files, fileStore, keysOf, network, text } from "./files.js";

interface Row {
  readonly path?: string | null;
  readonly offset?: bigint;
  readonly size?: bigint;
  readonly raw?: Uint8Array | null;
}

/** A table as fsspec writes it. */
function table(rows: readonly Row[]): Bytes {
  const column = (name: keyof Row, type: "STRING" | "INT64" | "BYTE_ARRAY", fallback: unknown) => ({
    name,
    type,
    data: rows.map((row) => row[name] ?? fallback),
  });
  const columnData = [
    column("path", "STRING", null),
    column("offset", "INT64", 0n),
    column("size", "INT64", 0n),
    column("raw", "BYTE_ARRAY", null),
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData: columnData as never }));
}

const array = (shape: number[], chunks: number[], more = {}) => ({ zarr_format: 2, shape, chunks, ...more });

async function open(metadata: unknown, tables: Record<string, Bytes>, recordSize: unknown = 4, references?: number) {
  const files: Files = new Map(Object.entries(tables).map(([name, bytes]) => [`d/r.parq/${name}`, bytes]));
  files.set("d/r.parq/.zmetadata", text({ metadata, record_size: recordSize }));
  files.set("d/data", text("0123456789"));
  const tools = network({});
  const place = { store: fileStore(files), path: "d/r.parq" };
  return referenceStore(place, tools, references === undefined ? {} : { references });
}

const words = (bytes: Bytes | undefined) => bytes && new TextDecoder().decode(bytes);

describe("a directory of Parquet files", () => {
  const rows: Row[] = [
    { path: "data", offset: 2n, size: 3n },
    { path: null },
    { path: "data" },
    { raw: Uint8Array.of(0, 255, 1) },
  ];

  it("holds parts, whole files, bytes, coded bytes, and gaps; a table that is not there is all gaps", async () => {
    const coded = [{ raw: new TextEncoder().encode("base64:AAH/") }, { path: "data", offset: 9n, size: 1n }];
    const store = await open(
      { "g/x/.zarray": array([5, 3], [1, 1]) },
      { "g/x/refs.0.parq": table(rows), "g/x/refs.1.parq": table(coded) },
    );
    expect(words(await store.get("g/x/0.0"))).toBe("234");
    expect(await store.get("g/x/0.1")).toBeUndefined();
    expect(words(await store.get("g/x/0.2"))).toBe("0123456789");
    expect(await store.get("g/x/1.0")).toEqual(Uint8Array.of(0, 255, 1));
    expect(await store.get("g/x/1.1")).toEqual(Uint8Array.of(0, 1, 255));
    expect(words(await store.get("g/x/1.2"))).toBe("9");
    expect(await store.get("g/x/2.0")).toBeUndefined();
    expect(await store.get("g/x/4.2")).toBeUndefined();
    expect(await keysOf(store, "g/x/")).toEqual(["g/x/.zarray", "g/x/0.0", "g/x/0.2", "g/x/1.0", "g/x/1.1", "g/x/1.2"]);
  });

  it("takes names that are no chunks of the grid for what is not there", async () => {
    const store = await open({ "x/.zarray": array([2, 2], [1, 1]) }, { "x/refs.0.parq": table(rows) });
    for (const key of [
      "x/0",
      "x/0.2",
      "x/2.0",
      "x/00.0",
      "x/-1.0",
      "x/0.0.0",
      "x/a.b",
      "x/0/0",
      "y/0.0",
      "x/.zattrs",
      "x",
    ]) {
      expect(await store.get(key), key).toBeUndefined();
    }
  });

  it("knows chunks by slashes, and the only one of an array without axes", async () => {
    const store = await open(
      { "x/.zarray": array([2, 2], [1, 1], { dimension_separator: "/" }), "s/.zarray": array([], []) },
      { "x/refs.0.parq": table(rows), "s/refs.0.parq": table(rows) },
    );
    expect(words(await store.get("x/0/0"))).toBe("234");
    expect(words(await store.get("s/0"))).toBe("234");
    expect(await keysOf(store)).toContain("x/1/1");
    expect(await keysOf(store)).toContain("s/0");
  });

  it("keeps its documents to the digit, and offers them consolidated", async () => {
    const files: Files = new Map();
    files.set("r/.zmetadata", text('{"metadata": {"a/.zattrs": {"n": 9007199254740993, "f": NaN}}, "record_size": 1}'));
    const store = await referenceStore({ store: fileStore(files), path: "r" }, network({}));
    expect(words(await store.get("a/.zattrs"))).toBe('{"n": 9007199254740993, "f": NaN}');
    expect(words(await store.get(".zmetadata"))).toBe(
      '{"zarr_consolidated_format":1,"metadata":{"a/.zattrs": {"n": 9007199254740993, "f": NaN}}}',
    );
  });

  it("reads a table once, and again when it had to make room", async () => {
    const rows = Array.from({ length: 4 }, () => ({ path: "data", offset: 1n, size: 1n }));
    const files: Record<string, Bytes> = {};
    for (let i = 0; i < 5; i++) files[`x/refs.${i}.parq`] = table(rows);
    const read: string[] = [];
    const inner = fileStore(new Map(Object.entries(files).map(([name, bytes]) => [`r/${name}`, bytes])));
    const metadata = text({ metadata: { "x/.zarray": array([20], [1]) }, record_size: 4 });
    const store = {
      ...inner,
      get: async (key: string) => (read.push(key), key === "r/.zmetadata" ? metadata : inner.get(key)),
    };
    // Room for two of them.
    const references = await referenceStore({ store, path: "r" }, network({}), { references: 8 });
    await Promise.all(["x/0", "x/1", "x/2", "x/7"].map(async (key) => references.size?.(key)));
    expect(read).toEqual(["r/.zmetadata", "r/x/refs.0.parq", "r/x/refs.1.parq"]);
    for (const key of ["x/0", "x/9", "x/0", "x/5"]) await references.size?.(key);
    expect(read.slice(3)).toEqual(["r/x/refs.2.parq", "r/x/refs.1.parq"]);
  });

  it.each<[string, unknown, Record<string, Bytes>, unknown, string]>([
    [
      "more rows than it says",
      { "x/.zarray": array([9], [1]) },
      { "x/refs.0.parq": table([...rows, ...rows]) },
      4,
      "has 8 rows, more than 4",
    ],
    [
      "no table",
      { "x/.zarray": array([9], [1]) },
      { "x/refs.0.parq": text("PAR1 no PAR1") },
      4,
      "cannot be read as Parquet",
    ],
    [
      "a table cut short",
      { "x/.zarray": array([9], [1]) },
      { "x/refs.0.parq": table(rows).slice(0, 60) },
      4,
      "cannot be read as Parquet",
    ],
    [
      "a negative offset",
      { "x/.zarray": array([9], [1]) },
      { "x/refs.0.parq": table([{ path: "data", offset: -1n, size: 1n }]) },
      4,
      "offset -1 and length 1",
    ],
    [
      "an inexact offset",
      { "x/.zarray": array([9], [1]) },
      { "x/refs.0.parq": table([{ path: "data", offset: 2n ** 60n, size: 1n }]) },
      4,
      "name no bytes",
    ],
    [
      "an empty path",
      { "x/.zarray": array([9], [1]) },
      { "x/refs.0.parq": table([{ path: "", offset: 1n, size: 1n }]) },
      4,
      "a path that is no text",
    ],
    [
      "chunks without length",
      { "x/.zarray": array([9], [0]) },
      {},
      4,
      'x/.zarray"].chunks[0]: expected an integer from 1',
    ],
    ["axes that do not match", { "x/.zarray": array([9, 9], [1]) }, {}, 4, "different numbers of axes"],
    [
      "more chunks than can be counted",
      { "x/.zarray": array([2 ** 50, 2 ** 50], [1, 1]) },
      {},
      4,
      "more than can be counted",
    ],
  ])("is refused with %s", async (_, metadata, tables, recordSize, message) => {
    const store = await open(metadata, tables, recordSize);
    await expect(store.get("x/0")).rejects.toMatchObject({
      code: "invalid-metadata",
      message: expect.stringContaining(message),
    });
  });

  describe("is refused, before memory is taken for it, with", () => {
    const hundred = table(Array.from({ length: 100 }, (_, i) => (i === 99 ? {} : { path: "data" })));
    const metadata = { "x/.zarray": array([100], [1]) };
    /** A run of 99 values, its length in two bytes: how many are there, then which one of the dictionary they are. */
    const run = (what: "levels" | "places") => {
      const at = hundred.findIndex((byte, i) => byte === 0xc6 && hundred[i + 1] === 1 && hundred[i + 2] === 1);
      return what === "levels" ? at : hundred.indexOf(0xc6, at + 1);
    };
    const count = hundred.findIndex((byte, i) => byte === 0x15 && hundred[i + 1] === 0xc8 && hundred[i + 2] === 1) + 1;

    it.each([
      ["a run of more gaps than there are rows", run("levels"), "a run of 8191 where 100 values are left"],
      ["a run of more values than there are rows", run("places"), "a run of 8191 where 100 values are left"],
      ["a page of more values than there are rows", count, "a page of 4096 values where 100 rows are left"],
    ])("%s", async (_, at, message) => {
      const damaged = hundred.slice();
      damaged.set(at === count ? [0x80, 0x40] : [0xfe, 0x7f], at);
      expect(await (await open(metadata, { "x/refs.0.parq": hundred }, 100)).get("x/0")).toBeDefined();
      const store = await open(metadata, { "x/refs.0.parq": damaged }, 100);
      await expect(store.get("x/0")).rejects.toMatchObject({
        code: "invalid-metadata",
        message: expect.stringContaining(message),
      });
    });

    it("a run of six bytes that stands for two thousand million values", () => {
      const bomb = Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0x0f, 1);
      expect(() => requireRuns(bomb, 0, 1, 4)).toThrow("a run of 2147483647 where 4 values are left");
    });
  });

  it.each([[0], ["4"], [2 ** 40], [null]])("is refused with a record size of %s", async (recordSize) => {
    await expect(open({}, {}, recordSize)).rejects.toThrow("record_size: expected an integer from 1 to 1000000");
  });
});
