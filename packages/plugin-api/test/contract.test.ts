import { describe, expect, it } from "vitest";
import {
  type Bytes,
  type BytesToBytes,
  type ChunkSpec,
  type ChunkTask,
  type CodecPlugin,
  type DataType,
  isZarrError,
  type OpenTools,
  type Origin,
  type Pipeline,
  type Store,
  type SyncArray,
} from "../src/index.js";
import { cOrder, countOf, regionOf } from "./cases/arrays.js";
import { blosc } from "./cases/blosc.js";
import { bytes } from "./cases/bytes.js";
import { cloningDecoder } from "./cases/decoder.js";
import { delta } from "./cases/delta.js";
import { gzip } from "./cases/gzip.js";
import { counted, httpStore } from "./cases/http-store.js";
import { int32 } from "./cases/numbers.js";
import { toolsOf } from "./cases/pipeline.js";
import { reference } from "./cases/reference.js";
import { sharding } from "./cases/sharding.js";
import { rgb, xor } from "./cases/third-party.js";
import { transpose } from "./cases/transpose.js";
import { zip } from "./cases/zip.js";
import { zstd } from "./cases/zstd.js";

const codecs: readonly CodecPlugin[] = [
  zstd(),
  blosc(),
  gzip(),
  bytes(),
  transpose([0]),
  delta("int32"),
  sharding([1], []),
  xor(0),
];
const tools = toolsOf(codecs, [rgb()]);
const origin: Origin = { name: "test", format: 3, path: "codecs" };
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

const spec: ChunkSpec = { shape: [4, 6], dataType: int32 as unknown as DataType, fillValue: Uint8Array.of(7, 0, 0, 0) };
const elements = Int32Array.from({ length: 24 }, (_, i) => (i % 6 < 2 ? 7 : i * 1000 - 9));

async function boundBytes(plugin: CodecPlugin<"bytes-bytes">, elementSize = 1): Promise<BytesToBytes> {
  const module = await plugin.load();
  const at = { ...origin, name: plugin.name };
  return module.bind(module.parse(plugin.configuration, at), { size: { atMost: 1000 }, elementSize }, tools);
}

const pipelineOf = (...list: readonly CodecPlugin[]) =>
  tools.bindPipeline(list, spec, origin) as Promise<Pipeline & SyncArray>;

/** Encodes the elements, decodes them whole and a region of them, and answers the encoded form. */
async function thereAndBack(pipeline: Pipeline & SyncArray): Promise<Bytes> {
  const encoded = pipeline.encode(cOrder(elements, spec.shape));
  const whole = cOrder(int32.allocate(24), spec.shape);
  pipeline.decodeInto(encoded, whole);
  expect(whole.data).toEqual(elements);
  const region = { start: [1, 0], shape: [2, 3], step: [2, 2] };
  const part = cOrder(int32.allocate(6), region.shape);
  pipeline.decodeInto(encoded, part, region);
  const picked = cOrder(int32.allocate(6), region.shape);
  tools.copy(regionOf(cOrder(elements, spec.shape), region), picked);
  expect(part.data).toEqual(picked.data);
  return encoded;
}

describe("the contract expresses", () => {
  it("a store that can only read, and a layer over it that can do what it can", async () => {
    const values: Record<string, Bytes> = { "/x/a%20b/c": Uint8Array.of(1, 2, 3) };
    const answer = async (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
      const body = values[new URL(String(input)).pathname];
      if (body === undefined) return new Response(null, { status: 404 });
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(new Headers(init?.headers).get("range") ?? "") ?? [];
      const part = from === undefined ? body : body.subarray(Number(from), Number(to) + 1);
      return new Response(Uint8Array.from(part), { headers: { "content-length": `${part.length}` } });
    };
    const store = counted(httpStore("https://example.org/x", answer));
    expect(await store.get("a b/c")).toEqual(Uint8Array.of(1, 2, 3));
    expect(await store.getRange("a b/c", { offset: 1, length: 1 })).toEqual(Uint8Array.of(2));
    expect(await store.size("a b/c")).toBe(3);
    expect(await store.get("d")).toBeUndefined();
    expect(store.reads).toEqual(["a b/c", "d"]);
    expect("set" in store).toBe(false);
    expect(store.traits.location).toBe("https://example.org/x");
  });

  it("zstd: a light value, and frames that other implementations read", async () => {
    const codec = await boundBytes(zstd({ level: 3 }));
    const frame = Uint8Array.of(40, 181, 47, 253, 160, 5, 0, 0, 0, 41, 0, 0, 1, 2, 3, 250, 251); // numcodecs reads it.
    const decoded = Uint8Array.of(1, 2, 3, 250, 251);
    expect(codec.encode?.(decoded)).toEqual(frame);
    expect(codec.decode?.(frame, { atMost: 9 })).toEqual(decoded);
    expect(() => codec.decode?.(frame, { exact: 4 })).toThrow(/the value holds 5 bytes, expected 4/);
    expect(() => codec.decode?.(frame.subarray(0, 14), { exact: 5 })).toThrow(/no stored block/);
    const module = await zstd().load();
    expect(() => module.parse({ level: 99 }, { name: "zstd", format: 3, path: "codecs[1]" })).toThrow(
      /codecs\[1\]\.configuration\.level: expected an integer from -131072 to 22/,
    );
  });

  it("blosc: parts of a chunk, a lent result, a configuration completed from the chunk", async () => {
    const codec = await boundBytes(blosc(), 4);
    const frame = Uint8Array.of(2, 1, 50, 1, 8, 0, 0, 0, 8, 0, 0, 0, 24, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7); // c-blosc, level 0.
    expect(codec.result).toBe("source");
    expect(codec.decodePart?.(frame, { offset: 2, length: 3 })).toEqual(Uint8Array.of(2, 3, 4));
    expect(codec.decode?.(frame, { exact: 8 }).buffer).toBe(frame.buffer);
    const module = await blosc().load();
    const config: unknown = module.parse({ cname: "zstd" }, { name: "blosc", format: 2, path: "compressor" });
    const chunk = { size: { exact: 8 }, elementSize: 4 };
    expect(module.toConfiguration(config, origin, chunk)).toEqual({ cname: "zstd", typesize: 4 });
    expect(module.toConfiguration(config, { ...origin, format: 2 }, chunk)).toEqual({ cname: "zstd" });
  });

  it("gzip: one mode, the other, or both", async () => {
    const frame = fromBase64("H4sIAAAAAAACA6tKLCqqgmIAE2cnMwwAAAA="); // Python's gzip.
    const text = new TextEncoder().encode("zarrzarrzarr");
    const [both, waiting, direct] = await Promise.all([
      boundBytes(gzip()),
      boundBytes(gzip("asynchronous")),
      boundBytes(gzip("synchronous")),
    ]);
    expect(direct.decode?.(frame, { exact: 12 })).toEqual(text);
    expect(direct.decodeAsync).toBeUndefined();
    expect(await waiting.decodeAsync?.(frame, { exact: 12 })).toEqual(text);
    expect(waiting.decode).toBeUndefined();
    expect(await both.decodeAsync?.(both.encode?.(text) ?? frame, { exact: 12 })).toEqual(text);
    await expect(both.decodeAsync?.(frame, { atMost: 4 })).rejects.toThrow(/more than 4 bytes/);
    const reason = new Error("a test");
    await expect(both.decodeAsync?.(frame, { exact: 12 }, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it("bytes: the ranges that hold a region", async () => {
    const module = await bytes("big").load();
    const codec = await module.bind(module.parse({ endian: "big" }, origin), spec, tools);
    const encoded = await thereAndBack(await pipelineOf(bytes("big")));
    expect([...encoded.subarray(8, 12)]).toEqual([0, 0, 7, 199]);
    const region = { start: [3, 1], shape: [1, 2] };
    const pieces = codec
      .ranges?.(region)
      ?.map((range) => ("offset" in range ? encoded.subarray(range.offset, range.offset + 4) : encoded));
    const part = cOrder(int32.allocate(2), region.shape);
    codec.decodeRanges?.(pieces ?? [], part, region);
    expect([...part.data]).toEqual([7, 19991]);
  });

  it("transpose: a layout over the same memory, and regions that follow", async () => {
    const encoded = await thereAndBack(await pipelineOf(transpose([1, 0]), bytes()));
    expect([...new Int32Array(encoded.buffer, 0, 4)]).toEqual([elements[0], elements[6], elements[12], elements[18]]);
    await expect(pipelineOf(transpose([1, 1]), bytes())).rejects.toThrow(
      /codecs\[0\]\.configuration\.order: is no permutation/,
    );
  });

  it("delta: values computed between views, and a data type named in a configuration", async () => {
    const encoded = await thereAndBack(await pipelineOf(delta("<i4"), bytes(), zstd()));
    expect([...new Int32Array(encoded.slice(12).buffer, 0, 3)]).toEqual([7, 0, 1984]);
    await expect(pipelineOf(delta("decimal"), bytes())).rejects.toThrow(/configuration\.dtype: no data type decimal/);
  });

  it("sharding outside core: inner chunks one by one, missing ones, and shards in shards", async () => {
    const inner = [bytes("big"), zstd()];
    const pipeline = await pipelineOf(sharding([2, 2], inner));
    const shard = await thereAndBack(pipeline);
    const { subchunks } = pipeline;
    const index = subchunks?.readIndex(shard.slice(-96), shard.length);
    expect(index?.locate([1, 0])).toBeUndefined();
    expect(index?.locate([0, 1])).toEqual({ offset: 0, length: 28 });
    expect(subchunks?.assemble([])).toBeUndefined();
    expect(() => subchunks?.readIndex(shard.slice(-96), 50).locate([1, 2])).toThrow(
      /inner chunk \[1, 2\] outside the value/,
    );

    const nested = await pipelineOf(sharding([4, 3], [sharding([2, 1], inner)]));
    await thereAndBack(nested);
    expect(nested.subchunks?.pipeline.subchunks?.shape).toEqual([2, 1]);
    await expect(pipelineOf(sharding([3, 2], inner))).rejects.toThrow(/configuration\.chunk_shape: does not divide/);
  });

  it("a third party's codec and data type", async () => {
    const { dataType } = await tools.dataType({ name: "example.rgb" }, origin);
    const colours: ChunkSpec = { shape: [2], dataType, fillValue: dataType.fillFromJson([1n, 2n, 3n], origin) };
    const pipeline = await tools.bindPipeline([bytes(), xor(255)], colours, origin);
    const data = dataType.allocate(2);
    dataType.setScalar(data, 3, [10, 20, 30]);
    const encoded = pipeline.encode?.(cOrder(data, [2], 3)) ?? data;
    expect([...(encoded as Bytes)]).toEqual([255, 255, 255, 245, 235, 225]);
    const back = cOrder(dataType.allocate(2), [2], 3);
    pipeline.decodeInto?.(encoded as Bytes, back);
    expect(dataType.scalar(back.data, 3)).toEqual([10, 20, 30]);
    expect(() => dataType.fillFromJson([1n, 2n, 256n], origin)).toThrow(/is no colour/);
  });

  it("adapters: a zip in a store, and references to values elsewhere", async () => {
    // Made by Python's zipfile: zarr.json and c/0, stored.
    const archive = fromBase64(
      "UEsDBBQAAAAAAAAAIVCvrBtWBwAAAAcAAAAJAAAAemFyci5qc29ueyJhIjoxfVBLAwQUAAAAAAAAACFQHYC8VQMAAAADAAAAAwAAAGMvMAECA1BLAQIUAxQA" +
        "AAAAAAAAIVCvrBtWBwAAAAcAAAAJAAAAAAAAAAAAAACAAQAAAAB6YXJyLmpzb25QSwECFAMUAAAAAAAAACFQHYC8VQMAAAADAAAAAwAAAAAAAAAAAAAAgAEuAAAA" +
        "Yy8wUEsFBgAAAAACAAIAaAAAAFIAAAAAAA==",
    );
    const refs = new TextEncoder().encode('{"zarr.json":"{}","c/0":["memory:a.zip",79,2]}');
    const values = new Map<string, Bytes>([
      ["a.zip", archive],
      ["refs.json", refs],
    ]);
    const opening: OpenTools = { resolve: async (url) => ({ store: values, path: url.slice("memory:".length) }) };

    const zipped = await (await zip().load()).open({ store: values, path: "a.zip" }, "inner", opening);
    const store = zipped.store as Store;
    expect(zipped.path).toBe("inner");
    expect(await store.get("c/0")).toEqual(Uint8Array.of(1, 2, 3));
    expect(await store.get("c")).toBeUndefined();
    const children: string[] = [];
    for await (const child of store.listChildren?.("") ?? []) children.push(`${child.name}${child.prefix ? "/" : ""}`);
    expect(children).toEqual(["zarr.json", "c/"]);

    const referenced = await (await reference().load()).open({ store: values, path: "refs.json" }, "", opening);
    expect(await referenced.store.get("zarr.json")).toEqual(new TextEncoder().encode("{}"));
    expect(await (referenced.store as Store).get("c/0")).toEqual(Uint8Array.of(1, 2));
  });

  it("a decoder elsewhere: tasks that can be cloned, bytes or their place, fresh memory or shared", async () => {
    const pipeline = await pipelineOf(transpose([1, 0]), bytes(), zstd());
    const encoded = pipeline.encode(cOrder(elements, spec.shape));
    const list = [transpose([1, 0]), bytes(), zstd()].map(({ name, configuration = {} }) => ({ name, configuration }));
    const task: ChunkTask = {
      codecs: list,
      format: 3,
      shape: spec.shape,
      dataType: { name: "int32" },
      fillValue: "7",
      source: encoded,
    };
    const store: Store = { get: async (key) => (key === "c/0/0" ? encoded : undefined) };
    const decoder = cloningDecoder(tools, () => store);

    const buffer = new SharedArrayBuffer(4 * countOf(spec.shape));
    const place = { location: "memory://x", key: "c/0/0" };
    const answers = await decoder.decode([
      task,
      { ...task, source: place, region: { start: [1, 0], shape: [1, 6] } },
      { ...task, source: { ...place, key: "c/9/9" } },
      { ...task, destination: { buffer, offset: 0, shape: [4, 6], strides: [6, 1] } },
    ]);
    expect(new Int32Array(answers[0] ?? buffer)).toEqual(elements);
    expect(new Int32Array(answers[1] ?? buffer)).toEqual(elements.slice(6, 12));
    expect(answers.slice(2)).toEqual([undefined, undefined]);
    expect(Int32Array.from(new Int32Array(buffer))).toEqual(elements);
    await decoder.close();
  });

  it("errors that carry their codec across all of it", async () => {
    const pipeline = await pipelineOf(bytes(), blosc());
    const failing = () => pipeline.decodeInto(new Uint8Array(3), cOrder(int32.allocate(24), spec.shape));
    expect(failing).toThrow(expect.objectContaining({ code: "codec-failed", fields: { codec: "blosc" } }));
    try {
      failing();
    } catch (error) {
      expect(isZarrError(error, "codec-failed")).toBe(true);
    }
  });
});
