import { blosc } from "@zarrkit/codec-blosc";
import { crc32c } from "@zarrkit/codec-checksum";
import { sharding } from "@zarrkit/codec-sharding";
import { createArray, createRegistry } from "@zarrkit/core";
import { expect, it } from "vitest";

it("completes the codecs of inner chunks from what they store, at every depth", async () => {
  const registry = createRegistry(sharding(), crc32c(), blosc());
  const bytes = { name: "bytes", configuration: { endian: "little" } };
  const inner = sharding({ chunkShape: [2], codecs: [bytes, blosc()] });
  for (const options of [
    { chunks: [8], codecs: [sharding({ chunkShape: [4], codecs: [inner] })] },
    { chunks: [4], shards: [8], codecs: [blosc()] },
  ]) {
    const store = new Map<string, Uint8Array>();
    await createArray(store, { shape: [8], dataType: "float32", registry, ...options });
    const text = new TextDecoder().decode(store.get("zarr.json"));
    expect(text).toContain('"typesize": 4');
    expect(text).not.toContain('"auto"');
  }
});
