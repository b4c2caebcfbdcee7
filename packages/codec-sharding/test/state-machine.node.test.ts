import { crc32c } from "@zarrkit/codec-checksum";
import { castValue } from "@zarrkit/codec-filters/cast-value";
import { delta } from "@zarrkit/codec-filters/delta";
import { scaleOffset } from "@zarrkit/codec-filters/scale-offset";
import { gzip } from "@zarrkit/codec-gzip";
import { type Codec, createArray, createRegistry, get, openArray, set, slice, transpose } from "@zarrkit/core";
import type { Bytes, Store } from "@zarrkit/plugin-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sharding } from "../src/index.js";
import { countingStore } from "./counting-store.js";
import { Model, type Slice } from "./model.js";

/**
 * Random arrays in random layouts, shards among them, under random reads and writes, alone and at once, against a plain
 * model. `ZARRKIT_RUNS=20000` looks longer; a failure prints its seed, and becomes a case of `regressions`.
 */
const runs = Number(globalThis.process?.env["ZARRKIT_RUNS"] ?? 1000);

/** Counterexamples that were found, by seed and path. */
const regressions: { seed: number; path: string }[] = [];

const registry = createRegistry(crc32c(), gzip(), sharding(), castValue(), scaleOffset(), delta());
const bytes = (endian: "little" | "big") => ({ name: "bytes", configuration: { endian } });

interface Layout {
  readonly shape: number[];
  readonly chunks: number[];
  readonly codecs: Codec[];
}

const lengths = (rank: number, max: number) =>
  fc.array(fc.integer({ min: 1, max }), { minLength: rank, maxLength: rank });
const permutation = (rank: number) =>
  fc.shuffledSubarray(
    Array.from({ length: rank }, (_, i) => i),
    { minLength: rank, maxLength: rank },
  );

/** Codecs that compute values: element by element, or each from the one before it. Often none. */
const computed = fc.constantFrom<Codec[][]>(
  ...[[], [], []],
  [scaleOffset({ offset: -3, scale: 2 })],
  [castValue({ data_type: "int32" })],
  [delta({ dtype: "<i2" })],
);

const transposes = (order: number[] | null) => (order ? [transpose({ order })] : []);
/** The shape that a transpose makes this one of. */
const untransposed = (order: number[] | null, shape: number[]) =>
  order ? shape.map((_, axis) => shape[order.indexOf(axis)]!) : shape;

/** Codecs for chunks of that rank: perhaps a transpose, bytes of either order, perhaps compressed. */
const plainCodecs = (rank: number): fc.Arbitrary<Codec[]> =>
  fc
    .tuple(fc.option(permutation(rank)), fc.constantFrom("little" as const, "big" as const), fc.boolean())
    .map(([order, endian, zipped]) => [...transposes(order), bytes(endian), ...(zipped ? [gzip({ level: 1 })] : [])]);

const layout: fc.Arbitrary<Layout> = fc.integer({ min: 1, max: 3 }).chain((rank) =>
  fc
    .record({
      shape: lengths(rank, 9),
      inner: lengths(rank, 3),
      middle: lengths(rank, 2),
      outer: lengths(rank, 2),
      depth: fc.integer({ min: 0, max: 3 }),
      indexLocation: fc.constantFrom("start" as const, "end" as const),
      codecs: plainCodecs(rank),
      before: fc.option(permutation(rank)),
      between: fc.option(permutation(rank)),
      values: computed,
      after: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
    })
    .map(({ shape, inner, middle, outer, depth, indexLocation, codecs, before, between, values, after }) => {
      const times = (a: number[], b: number[]) => a.map((length, axis) => length * b[axis]!);
      const middleShape = times(inner, middle);
      if (depth === 0) return { shape, chunks: inner, codecs };
      const one = sharding({ chunkShape: inner, codecs, indexLocation });
      const nested = { chunkShape: untransposed(between, middleShape), codecs: [...transposes(between), one] };
      const two = sharding(nested);
      const twoShape = times(nested.chunkShape, outer);
      // Of many, so that less than half of them may be wanted: then it is read by parts.
      const three = sharding({ chunkShape: twoShape, codecs: [two], indexLocation });
      const list = [one, two, three][depth - 1]!;
      const shard = [middleShape, twoShape, twoShape.map((length) => 4 * length)][depth - 1]!;
      const around = [...values, ...transposes(before), list, ...(after ? [crc32c()] : [])];
      const chunks = untransposed(before, shard);
      return { shape, chunks, codecs: around };
    }),
);

const selection = (shape: readonly number[]): fc.Arbitrary<Slice[]> =>
  fc.tuple(
    ...shape.map((length) =>
      fc
        .tuple(
          fc.integer({ min: 0, max: length - 1 }),
          fc.integer({ min: 0, max: length }),
          fc.constantFrom(1, 1, 1, 2, 3),
          fc.boolean(),
        )
        .map(([a, b, step, down]) => (down && b > a ? slice(b - 1, a === 0 ? null : a - 1, -step) : slice(a, b, step))),
    ),
  ) as fc.Arbitrary<Slice[]>;

type Step =
  | { readonly kind: "write"; readonly at: Slice[]; readonly values: number[] }
  | { readonly kind: "read"; readonly at: Slice[] }
  | { readonly kind: "at once"; readonly values: number[] }
  | { readonly kind: "reopen" };

const steps = (shape: readonly number[]): fc.Arbitrary<Step[]> => {
  const value = fc.oneof(fc.constant(0), fc.integer({ min: -99, max: 99 }));
  const values = fc.array(value, { minLength: 1, maxLength: 5 });
  return fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("write" as const), at: selection(shape), values }),
      fc.record({ kind: fc.constant("read" as const), at: selection(shape) }),
      fc.record({ kind: fc.constant("at once" as const), values }),
      fc.record({ kind: fc.constant("reopen" as const) }),
    ),
    { minLength: 1, maxLength: 6 },
  );
};

/** A Map has ranges and versions; a counting store ranges only, "scattered" without merging them; the last has neither. */
const stores: Record<string, () => Map<string, Bytes> | Store> = {
  map: () => new Map(),
  ranges: () => countingStore(new Map()),
  scattered: () => ({ ...countingStore(new Map()), traits: { coalesceGap: 0 } }),
  plain: () => {
    const { get: read, set: write, delete: remove } = countingStore(new Map());
    return { get: read, set: write, delete: remove } as Store;
  },
};

const scenario = layout.chain((one) =>
  fc.record({ layout: fc.constant(one), steps: steps(one.shape), store: fc.constantFrom(...Object.keys(stores)) }),
);

async function play({
  layout: { shape, chunks, codecs },
  steps: list,
  store: kind,
}: {
  layout: Layout;
  steps: Step[];
  store: string;
}): Promise<void> {
  const store = stores[kind]!();
  const model = new Model(shape, 0);
  let array = await createArray(store, { shape, chunks, codecs, dataType: "int16", registry });
  const write = async (at: Slice[], values: number[]) => {
    const count = model.indices(at).length;
    model.set(at, values);
    await set(
      array,
      at,
      Int16Array.from({ length: count }, (_, i) => values[i % values.length]!),
    );
  };
  for (const step of list) {
    if (step.kind === "write") await write(step.at, step.values);
    else if (step.kind === "reopen") array = await openArray(store, { registry, dataType: "int16" });
    else if (step.kind === "read") expect([...(await get(array, step.at)).data]).toEqual(model.get(step.at));
    else {
      // One writer per index of the last axis: they share chunks and shards, but no element.
      const last = shape.length - 1;
      const all = shape.map(() => slice(null, null));
      const columns = Array.from({ length: shape[last]! }, (_, i) => all.with(last, slice(i, i + 1)));
      await Promise.all(columns.map((at, i) => write(at, [step.values[i % step.values.length]!])));
    }
  }
  const found = await get(array);
  expect([...found.data]).toEqual(model.values);
}

it(`gives what a plain array gives, over ${runs} random lives of an array`, async () => {
  await fc.assert(fc.asyncProperty(scenario, play), { numRuns: runs });
}, 600_000);

it.each(regressions)("gives what a plain array gives for seed $seed, path $path", async ({ seed, path }) => {
  await fc.assert(fc.asyncProperty(scenario, play), { seed, path, endOnFailure: true });
});
