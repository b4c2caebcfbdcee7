import { crc32c } from "@zarrkit/codec-checksum";
import { createArray, createRegistry, get, set, slice } from "@zarrkit/core";
import type { CodecPlugin } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { sharding } from "../src/index.js";

/** Takes two milliseconds for each chunk, and waits for nothing. */
const slow: CodecPlugin<"bytes-bytes"> = {
  kind: "codec",
  name: "slow",
  api: 1,
  stage: "bytes-bytes",
  load: async () => {
    const pass = (source: Uint8Array) => {
      for (const end = performance.now() + 2; performance.now() < end; );
      return source;
    };
    return {
      parse: () => ({}),
      toConfiguration: () => ({}),
      bind: () => ({ encodedSize: (size) => size, result: "source", encode: pass, decode: pass }),
    };
  },
};

async function turnsOfOthers(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  const timer = setInterval(() => void turns++, 0);
  await work();
  clearInterval(timer);
  return turns;
}

it("a shard of many chunks leaves others their turns of the event loop, written, read whole and by parts", async () => {
  const registry = createRegistry(sharding(), crc32c(), slow);
  const options = { shape: [64], chunks: [1], shards: [64], dataType: "uint8", codecs: [slow], registry } as const;
  const array = await createArray(new Map(), options);
  const values = Uint8Array.from({ length: 64 }, (_, i) => i + 1);
  expect(await turnsOfOthers(() => set(array, null, values))).toBeGreaterThan(4);
  expect(await turnsOfOthers(() => get(array))).toBeGreaterThan(4);
  expect(await turnsOfOthers(() => get(array, [slice(1, 64)]))).toBeGreaterThan(4);
  expect((await get(array)).data).toEqual(values);
});
