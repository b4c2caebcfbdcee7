import { blosc } from "@zarrkit/codec-blosc";
import { crc32c } from "@zarrkit/codec-checksum";
import { conditional } from "@zarrkit/codec-conditional";
import { gzip } from "@zarrkit/codec-gzip";
import { optional, optionalType } from "@zarrkit/codec-optional";
import { sharding } from "@zarrkit/codec-sharding";
import { vlen } from "@zarrkit/codec-vlen";
import { type CodecPlugin, createArray, createRegistry, type Extension } from "@zarrkit/core";
import { describe, expect, it } from "vitest";

const bytes = { name: "bytes", configuration: { endian: "little" } };
const auto = { cname: "lz4", clevel: 5, shuffle: "auto", typesize: "auto", blocksize: 0 };
const automatic = { name: "blosc", configuration: auto };
const completed = (typesize: number) => ({
  name: "blosc",
  configuration: { ...auto, shuffle: typesize === 1 ? "bitshuffle" : "shuffle", typesize },
});
const registry = createRegistry(sharding(), crc32c(), blosc(), gzip(), optionalType());

/** The codecs of the document of a new array. */
async function written(options: Partial<Parameters<typeof createArray>[1]>): Promise<any[]> {
  const store = new Map<string, Uint8Array>();
  await createArray(store, { shape: [8], dataType: "float32", chunks: [8], registry, ...options });
  return JSON.parse(new TextDecoder().decode(store.get("zarr.json"))).codecs;
}

describe("codecs inside of configurations are written completed from what they store", () => {
  it("in shards, at every depth", async () => {
    const inner = sharding({ chunkShape: [2], codecs: [bytes, blosc()] });
    const nested = await written({ codecs: [sharding({ chunkShape: [4], codecs: [inner] })] });
    expect(nested[0].configuration.codecs[0].configuration.codecs).toEqual([bytes, completed(4)]);
    const [given] = await written({ chunks: [4], shards: [8], codecs: [blosc()] });
    expect(given.configuration.codecs).toEqual([bytes, completed(4)]);
  });

  it("in conditional, where the codec that makes bytes is not in the user's list", async () => {
    const codecs = [conditional({ codecs: [automatic, "crc32c", gzip(), blosc()] })];
    const expected = [completed(4), { name: "crc32c" }, { name: "gzip", configuration: { level: 5 } }, completed(4)];
    const [, choice] = await written({ codecs });
    expect(choice.configuration.codecs).toEqual(expected);
    const [shard] = await written({ shards: [8], chunks: [4], codecs });
    expect(shard.configuration.codecs[1].configuration.codecs).toEqual(expected);
    const [, outer] = await written({ codecs: [conditional({ codecs: ["crc32c", ...codecs] })] });
    expect(outer.configuration.codecs[1].configuration.codecs).toEqual(expected);
  });

  it("in zarrs.vlen, in both of its lists", async () => {
    const [codec] = await written({
      dataType: "string",
      codecs: [
        vlen({
          index_codecs: ["bytes", blosc()],
          data_codecs: ["bytes", conditional({ codecs: [automatic] }), blosc()],
        }),
      ],
    });
    expect(codec.configuration).toEqual({
      index_codecs: [bytes, completed(8)],
      data_codecs: [
        { name: "bytes" },
        { name: "conditional", configuration: { codecs: [completed(1)], header_bits: 8 } },
        completed(1),
      ],
      index_data_type: "uint64",
      index_location: "start",
    });
  });

  it("in zarrs.optional, in both of its lists and in those of one within it", async () => {
    const inner = optional({ maskCodecs: ["bytes", blosc()], dataCodecs: ["bytes", automatic] });
    const [codec] = await written({
      dataType: optionalType({ name: "zarrs.optional", configuration: { name: "float64", configuration: {} } }),
      fillValue: null,
      codecs: [optional({ dataCodecs: [inner] })],
    });
    const { mask_codecs, data_codecs } = codec.configuration;
    expect(mask_codecs).toEqual([{ name: "bytes" }]);
    expect(data_codecs[0].configuration).toEqual({
      mask_codecs: [{ name: "bytes" }, completed(1)],
      data_codecs: [bytes, completed(8)],
    });
  });

  it("and left alone where a codec binds what it was not given", async () => {
    const given: Extension[] = [{ name: "crc32c" }, automatic];
    const load = async () => ({
      parse: (configuration: any, origin: any) => ({ ...configuration, origin }),
      toConfiguration: ({ codecs }: any) => ({ codecs }),
      async bind({ codecs, origin }: any, spec: any, tools: any) {
        const path = `${origin.path}.configuration.codecs`;
        // The second codec, under the place of the first; and one under a place that is none of its own.
        await tools.bindBytes(codecs.slice(1), spec, { ...origin, path });
        return tools.bindBytes(codecs.slice(1), spec, { ...origin, path: "elsewhere" });
      },
    });
    const careless = {
      kind: "codec",
      api: 1,
      name: "example.careless",
      stage: "bytes-bytes",
      configuration: { codecs: given },
      load,
    } as const satisfies CodecPlugin<"bytes-bytes">;
    expect((await written({ codecs: [careless] }))[1].configuration).toEqual({ codecs: given });
  });
});
