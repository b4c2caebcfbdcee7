import { crc32c } from "@zarrkit/codec-checksum";
import { castValue } from "@zarrkit/codec-filters/cast-value";
import { delta } from "@zarrkit/codec-filters/delta";
import { numcodecsPackbits } from "@zarrkit/codec-filters/numcodecs-packbits";
import { reshape } from "@zarrkit/codec-filters/reshape";
import { scaleOffset } from "@zarrkit/codec-filters/scale-offset";
import { squeeze } from "@zarrkit/codec-filters/squeeze";
import { gzip } from "@zarrkit/codec-gzip";
import {
  type Codec,
  type CodecPlugin,
  createArray,
  createRegistry,
  get,
  openArray,
  set,
  slice,
  transpose,
} from "@zarrkit/core";
import type { ArrayToArray, Bytes, ChunkSpec, Tools } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { sharding } from "../src/index.js";
import { countingStore } from "./counting-store.js";

const filters = [castValue(), scaleOffset(), reshape(), squeeze(), delta()];
const registry = createRegistry(crc32c(), gzip(), sharding(), ...filters);

interface Layout {
  readonly codecs: readonly Codec[];
  readonly shape?: readonly number[];
  readonly chunks?: readonly number[];
}

/** int32 of [40, 48] in shards of [32, 24] unless the layout says otherwise, over a store that counts. */
async function empty({ codecs, shape = [40, 48], chunks = [32, 24] }: Layout) {
  const map = new Map<string, Bytes>();
  const store = countingStore(map);
  const array = await createArray(store, { shape, chunks, dataType: "int32", codecs, registry, fillValue: -5 });
  store.log.length = 0;
  return { array, map, log: store.log };
}

/** The same with its elements counted from 1. */
async function filled(layout: Layout) {
  const made = await empty(layout);
  await set(
    made.array,
    null,
    Int32Array.from({ length: 40 * 48 }, (_, i) => i + 1),
  );
  made.log.length = 0;
  return made;
}

/** Of inner chunks of 4 × 8 elements as the user sees them: 32 × 24 elements are 8 × 3 of these, of 128 bytes each. */
const inner = { chunkShape: [4, 8] };
const turned = { chunkShape: [8, 4] };
const indexLength = 8 * 3 * 16 + 4;

const layouts: Record<string, Layout> = {
  "nothing before": { codecs: [sharding(inner)] },
  "a transpose before": { codecs: [transpose({ order: [1, 0] }), sharding(turned)] },
  "two transposes before": {
    codecs: [transpose({ order: [1, 0] }), transpose({ order: [1, 0] }), sharding(inner)],
  },
  "values scaled before": { codecs: [scaleOffset({ offset: -3, scale: 2 }), sharding(inner)] },
  "another data type and a transpose before": {
    codecs: [castValue({ data_type: "float32" }), transpose({ order: [1, 0] }), sharding(turned)],
  },
  "an axis gone before": {
    shape: [1, 40, 48],
    chunks: [1, 32, 24],
    codecs: [transpose({ order: [2, 0, 1] }), squeeze(), sharding(turned)],
  },
  "an axis split before, which the selection takes whole or not at all": {
    codecs: [reshape({ shape: [[0], 6, 4] }), sharding({ chunkShape: [4, 2, 4] })],
  },
};

describe.each(Object.entries(layouts))("shards with %s", (name, layout) => {
  const isSplit = name.startsWith("an axis split");
  const [from, to] = isSplit ? [0, 24] : [9, 15];
  const touched = isSplit ? 3 : 1;
  const rows = (start: number, stop: number, ...columns: [number, number]) => {
    const axes = [slice(start, stop), slice(...columns)];
    return layout.shape?.length === 3 ? [slice(0, 1), ...axes] : axes;
  };

  it("are read by the inner chunks that are wanted", async () => {
    const { array, log } = await filled(layout);
    const found = await get(array, rows(5, 7, from, to));
    const expected = [5, 6].flatMap((row) => Array.from({ length: to - from }, (_, i) => row * 48 + from + i + 1));
    expect([...(found.data as Int32Array)]).toEqual(expected);
    expect(log[0]).toMatch(new RegExp(`^range c/0/0(/0)? -${indexLength}$`));
    expect(log.slice(1).map(bytesOf)).toEqual([touched * 128]);
  });

  it("are written without reading what changes whole", async () => {
    const { array, log } = await empty(layout);
    await set(array, rows(4, 12, 0, 24), 77);
    expect(log.map((line) => line.split(" ")[0])).toEqual(["range", "set"]);
    log.length = 0;
    await set(array, rows(5, 6, from, to), 78);
    expect(log.map((line) => line.split(" ")[0])).toEqual(["range", "range", "set"]);
    expect(bytesOf(log[1]!)).toBe(6 * 128);
  });

  it("keep what a write does not touch, also where the array ends within them", async () => {
    const { array, map } = await filled(layout);
    await set(array, rows(30, 40, 0, 48), 77);
    await set(array, rows(2, 35, from, to), 78);
    const found = await get(await openArray(map, { registry }));
    const expected = Array.from({ length: 40 * 48 }, (_, i) => {
      const [row, column] = [Math.floor(i / 48), i % 48];
      if (row >= 2 && row < 35 && column >= from && column < to) return 78;
      return row >= 30 ? 77 : i + 1;
    });
    expect([...(found.data as Int32Array)]).toEqual(expected);
  });

  it("read as fill value where nothing is stored", async () => {
    const { array } = await empty(layout);
    expect((await get(array, rows(5, 6, 0, 1))).at(...(layout.shape ? [0, 0, 0] : [0, 0]))).toBe(-5);
    await set(array, rows(0, 4, 0, 24), 1);
    expect((await get(array, rows(5, 6, 0, 1))).at(...(layout.shape ? [0, 0, 0] : [0, 0]))).toBe(-5);
  });
});

describe("codecs that leave no part of a shard to be read alone", () => {
  const lists: Record<string, readonly Codec[]> = {
    "differences of elements before": [delta({ dtype: "<i4" }), sharding(inner)],
    "a split axis of which a part is wanted": [reshape({ shape: [[0], 6, 4] }), sharding({ chunkShape: [4, 2, 4] })],
    "a checksum after": [sharding(inner), crc32c()],
    "compression after": [sharding(inner), gzip({ level: 1 })],
  };

  it.each(Object.entries(lists))("are read and written with the whole shard: %s", async (_, codecs) => {
    const { array, log, map } = await filled({ codecs });
    expect((await get(array, "5, 9:12")).toNested()).toEqual([250, 251, 252]);
    expect(log).toEqual(["get c/0/0"]);
    log.length = 0;
    await set(array, "5, 10", -1);
    expect(log).toEqual(["get c/0/0", "set c/0/0"]);
    expect((await get(await openArray(map, { registry }), "5, 9:12")).toNested()).toEqual([250, -1, 252]);
  });
});

it("shards inside shards with a transpose between are read by the inner chunks that are wanted", async () => {
  const codecs = [
    transpose({ order: [1, 0] }),
    sharding({ chunkShape: [24, 8], codecs: [transpose({ order: [1, 0] }), sharding(inner)] }),
  ];
  const { array, log } = await filled({ codecs });
  expect((await get(array, "5, 9:12")).toNested()).toEqual([250, 251, 252]);
  expect(log.map(bytesOf)).toEqual([4 * 16 + 4, 2 * 3 * 16 + 4, 128]);
  await set(array, "5, 10", -1);
  expect((await get(array, "4:7, 10")).toNested()).toEqual([203, -1, 299]);
});

describe("what is stored behind a codec that changes the shape is no chunk of the array", () => {
  /** Flattens what it is given. */
  const flat = (more: Partial<CodecPlugin<"array-array">> = {}): CodecPlugin<"array-array"> => ({
    kind: "codec",
    api: 1,
    name: "example.flat",
    stage: "array-array",
    configuration: { order: [1, 0] },
    ...more,
    load: async () => ({
      parse: (configuration: unknown) => configuration,
      toConfiguration: (configuration: any) => configuration,
      bind(_: unknown, spec: ChunkSpec, tools: Tools) {
        const encodedSpec = { ...spec, shape: more.changesShape ? [48, 32] : [32 * 48] };
        const through = (shape: readonly number[]) => tools.scratch({ ...spec, shape });
        return {
          encodedSpec,
          encode(source, destination) {
            const plain = through(spec.shape);
            tools.copy(source, plain);
            tools.copy(
              { ...plain, shape: encodedSpec.shape, strides: through(encodedSpec.shape).strides },
              destination,
            );
          },
          decode(source, destination) {
            const plain = through(encodedSpec.shape);
            tools.copy(source, plain);
            tools.copy({ ...plain, shape: spec.shape, strides: through(spec.shape).strides }, destination);
          },
        } satisfies ArrayToArray;
      },
    }),
  });

  it.each([
    ["by its rank", [flat(), sharding({ chunkShape: [64] })]],
    ["as it says itself", [flat({ changesShape: true }), sharding({ chunkShape: [8, 4] })]],
    ["with its axes in lists", [reshape({ shape: [[0, 1]] }), sharding({ chunkShape: [64] })]],
  ])("%s", async (_, codecs) => {
    const shape = [32, 48];
    const map = new Map<string, Bytes>();
    await createArray(map, { shape, chunks: shape, dataType: "int16", codecs, registry });
    const known = createRegistry(crc32c(), sharding(), reshape(), ...codecs);
    const array = await openArray(map, { registry: known });
    expect([array.chunks, array.shards]).toEqual([shape, undefined]);
    const values = Int16Array.from({ length: 32 * 48 }, (__, i) => i);
    await set(array, null, values);
    expect((await get(array)).data).toEqual(values);
  });

  it("nor are bits packed into bytes", async () => {
    const codecs = [numcodecsPackbits(), sharding({ chunkShape: [5] })];
    const options = { shape: [312], chunks: [312], dataType: "bool", codecs, registry } as const;
    const array = await createArray(new Map(), options);
    expect([array.chunks, array.shards]).toEqual([[312], undefined]);
  });
});

it("chunks and shards behind a transpose and a codec of values are told in the axes that the user sees", async () => {
  const before = [scaleOffset({ offset: 1 }), transpose({ order: [2, 0, 1] })];
  const codecs = [...before, sharding({ chunkShape: [8, 2, 4] }), gzip({ level: 1 })];
  const array = await createArray(new Map(), {
    shape: [4, 8, 16],
    chunks: [4, 8, 16],
    dataType: "int8",
    codecs,
    registry,
  });
  expect([array.chunks, array.shards]).toEqual([
    [2, 4, 8],
    [4, 8, 16],
  ]);
  expect(array.codecs.map(({ name }) => name)).toEqual(["scale_offset", "transpose", "sharding_indexed", "gzip"]);
  expect(array.codecs[2]?.configuration?.["chunk_shape"]).toEqual([8, 2, 4]);
});

/** Bytes that a logged request asks for. */
function bytesOf(line: string): number {
  return Number(/[+-](\d+)$/.exec(line)?.[1]);
}
