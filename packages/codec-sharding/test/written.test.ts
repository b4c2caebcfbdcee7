import { crc32c } from "@zarrkit/codec-checksum";
import { createArray, createRegistry } from "@zarrkit/core";
import { expect, it } from "vitest";
import { sharding } from "../src/index.js";

it("spells default codecs out at every depth: zarr-python takes no name alone inside of shards", async () => {
  const registry = createRegistry(sharding(), crc32c());
  const store = new Map<string, Uint8Array>();
  const codecs = [sharding({ chunkShape: [4], codecs: [sharding({ chunkShape: [2] })] })];
  await createArray(store, { shape: [8], chunks: [8], dataType: "uint8", codecs, registry });
  const text = new TextDecoder().decode(store.get("zarr.json"));
  expect(text.match(/"name": "crc32c"/g)).toHaveLength(2);
  expect(text).not.toMatch(/(\[|,)\s*"crc32c"/);
});
