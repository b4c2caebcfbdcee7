import { gzip } from "@zarrkit/codec-gzip";
import { codecTools, createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import type { Bytes, CodecPlugin } from "@zarrkit/plugin-api";
import { describe, expect, it } from "vitest";
import { n5 } from "../src/index.js";
import { blocksOf, compressions, configurationOf, registry, spec, tools } from "./blocks.js";

const origin = { name: "n5_default", format: 3, path: "codecs[0]" } as const;
const rows = Array.from({ length: 5 }, (_, x) => [3 * x, 3 * x + 1, 3 * x + 2]);

describe.each(compressions)("an N5 array of TensorStore, %s", (compression) => {
  it.each(["padded", "truncated"] as const)("reads with %s blocks, whole and by parts", async (edge) => {
    const document = {
      ...{ zarr_format: 3, node_type: "array", shape: [5, 3], data_type: "int16", fill_value: 0 },
      chunk_grid: { name: "regular", configuration: { chunk_shape: [4, 2] } },
      chunk_key_encoding: { name: "v2", configuration: { separator: "/" } },
      codecs: [{ name: "n5_default", configuration: configurationOf(compression) }],
    };
    const store = blocksOf(compression, edge).set("zarr.json", new TextEncoder().encode(JSON.stringify(document)));
    const array = await openArray(store, { registry });
    expect((await get(array)).toNested()).toEqual(rows);
    expect((await get(array, "1:5:3, 1:")).toNested()).toEqual([rows[1]!.slice(1), rows[4]!.slice(1)]);
    expect((await get(array, "4, 2")).toNested()).toBe(14);
  });
});

it("what is written are TensorStore's blocks, byte for byte", async () => {
  const store = new Map<string, Uint8Array>();
  const options = {
    shape: [5, 3],
    chunks: [4, 2],
    dataType: "int16",
    fillValue: 0,
    registry: createRegistry(),
  } as const;
  const chunkKeyEncoding = { name: "v2", configuration: { separator: "/" } };
  const array = await createArray(store, { ...options, chunkKeyEncoding, codecs: [n5({ dimensions: 2 })] });
  await set(array, [], rows);
  for (const [key, block] of blocksOf("raw", "padded")) expect(store.get(key), key).toEqual(block);
});

it("brings its compression, and three dimensions keep their order", async () => {
  const store = new Map<string, Uint8Array>();
  const codecs = [n5({ dimensions: 3, codecs: [gzip()] })];
  const options = { shape: [2, 3, 4], dataType: "float64", codecs, registry: createRegistry() } as const;
  const array = await createArray(store, options);
  await set(array, "1, 2, 3", 0.5);
  const again = await openArray(store, { registry });
  expect((await get(again, "1, 2, 2:")).toNested()).toEqual([0, 0.5]);
  const header = new DataView(store.get("c/0/0/0")!.buffer, store.get("c/0/0/0")!.byteOffset);
  expect([2, 3, 4]).toEqual([4, 8, 12].map((at) => header.getUint32(at)));
});

it("an abort while a codec inside is waited for ends both modes with its reason", async () => {
  const patient: CodecPlugin<"bytes-bytes"> = {
    ...{ kind: "codec", name: "patient", api: 1, stage: "bytes-bytes" },
    async load() {
      const wait = (signal?: AbortSignal) =>
        new Promise<Bytes>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
      return {
        parse: () => ({}),
        toConfiguration: () => ({}),
        bind: () => ({
          encodedSize: (size) => size,
          encodeAsync: (_, signal) => wait(signal),
          decodeAsync: (_, __, signal) => wait(signal),
          asyncFrom: 0,
        }),
      };
    },
  };
  const module = await n5().load();
  const { codecs } = configurationOf("raw");
  const config = module.parse({ codecs: [...codecs, { name: "patient" }] }, origin);
  const bound = await module.bind(config, spec, codecTools(createRegistry(n5(), patient)));
  const block = blocksOf("raw", "padded").get("0/0")!;
  const calls = [
    (signal: AbortSignal) => bound.encodeAsync!(tools.scratch(spec), signal),
    (signal: AbortSignal) => bound.decodeIntoAsync!(block, tools.scratch(spec), undefined, signal),
  ];
  for (const call of calls) {
    const controller = new AbortController();
    const waiting = call(controller.signal);
    setTimeout(() => controller.abort("enough"));
    await expect(waiting).rejects.toBe("enough");
  }
});

describe("headers that lie", async () => {
  const module = await n5().load();
  const config = module.parse(configurationOf("raw"), origin);
  const bound = await module.bind(config, spec, tools);
  const sound = blocksOf("raw", "padded").get("0/0")!;
  const decode = (bytes: Uint8Array, codec = bound) => codec.decodeIntoAsync!(bytes, tools.scratch(spec));

  /** The sound block with other 16-bit numbers at some places. */
  function changed(...changes: [at: number, value: number][]): Uint8Array {
    const bytes = sound.slice();
    for (const [at, value] of changes) new DataView(bytes.buffer).setUint16(at, value);
    return bytes;
  }

  it.each([
    ["no default mode", changed([0, 1]), 'a block of mode "varlength"'],
    ["no default mode", changed([0, 2]), 'a block of mode "object"'],
    ["no mode at all", changed([0, 3]), "a block of the unknown mode 3"],
    ["other dimensions", changed([2, 3]), "a block of 3 dimensions, the array has 2"],
    ["no elements", changed([6, 0]), "a block of shape [0,2] holds nothing"],
    ["more than the limit", changed([4, 0xffff], [8, 0xffff]), "more than `limits.decodedBytes`"],
    ["more than there is", changed([6, 5]), "n5_default: "],
    ["less than there is", changed([6, 3]), "n5_default: "],
    ["a cut header", sound.subarray(0, 11), "11 bytes are less than the block's header of 12"],
    ["a byte", sound.subarray(0, 1), "1 bytes are less than the block's header of 12"],
  ])("%s", async (_, bytes, message) => {
    await expect(decode(bytes)).rejects.toMatchObject({ code: "codec-failed", fields: { codec: "n5_default" } });
    await expect(decode(bytes)).rejects.toThrow(message);
  });

  it("the limit is the user's", async () => {
    const strict = await module.bind(config, spec, codecTools(registry, { decodedBytes: 20 }));
    await expect(decode(changed([6, 6]), strict)).rejects.toThrow(
      "claims 24 bytes, more than `limits.decodedBytes` (20)",
    );
  });
});

it("types of one byte need no byte order", async () => {
  const codecs = [{ name: "transpose", configuration: { order: [0] } }, "bytes"];
  const n5_default = { name: "n5_default", configuration: { codecs } };
  const options = { shape: [3], dataType: "uint8", codecs: [n5_default], registry } as const;
  const store = new Map<string, Uint8Array>();
  await set(await createArray(store, options), [], [1, 2, 3]);
  expect([...store.get("c/0")!]).toEqual([0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3]);
});

it("data types that N5 has not are refused", async () => {
  const module = await n5().load();
  const { dataType } = await tools.dataType("complex64", origin);
  const complex = { ...spec, dataType, fillValue: new Uint8Array(8) };
  await expect(module.bind(module.parse(configurationOf("raw"), origin), complex, tools)).rejects.toThrow(
    "codecs[0]: N5 has integers of 8 to 64 bits, float32 and float64, not complex64",
  );
});
