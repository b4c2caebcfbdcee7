import { crc32c } from "@zarrkit/codec-checksum";
import { createArray, createRegistry, get, set, slice } from "@zarrkit/core";
import type { ArrayToBytes, CodecPlugin } from "@zarrkit/plugin-api";
import { expect, it } from "vitest";
import { sharding } from "../src/index.js";

let unbroken = 0;
let longest = 0;

/** Takes two milliseconds for each chunk, and waits for nothing. */
const slow: CodecPlugin<"bytes-bytes"> = {
  kind: "codec",
  name: "slow",
  api: 1,
  stage: "bytes-bytes",
  load: async () => {
    const pass = (source: Uint8Array) => {
      for (const end = performance.now() + 2; performance.now() < end; );
      longest = Math.max(longest, ++unbroken);
      return source;
    };
    return {
      parse: () => ({}),
      toConfiguration: () => ({}),
      bind: () => ({ encodedSize: (size) => size, result: "source", encode: pass, decode: pass }),
    };
  },
};

/** How many chunks were coded at the most while others waited for their turn. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  [unbroken, longest] = [0, 0];
  const timer = setInterval(() => void (unbroken = 0), 0);
  await work();
  clearInterval(timer);
  return longest;
}

const values = Uint8Array.from({ length: 64 }, (_, i) => i + 1);

it.each([
  ["a shard of many chunks", [slow]],
  ["a shard of one shard of many chunks", [sharding({ chunkShape: [1], codecs: ["bytes", slow] })]],
])("%s leaves others their turns of the event loop, written, read whole and by parts", async (_, codecs) => {
  const registry = createRegistry(sharding(), crc32c(), slow);
  const chunks = codecs[0] === slow ? [1] : [64];
  const options = { shape: [64], chunks, shards: [64], dataType: "uint8", codecs, registry } as const;
  const array = await createArray(new Map(), options);
  expect(await longestTurn(() => set(array, null, values))).toBeLessThan(20);
  expect(await longestTurn(() => get(array))).toBeLessThan(20);
  expect(await longestTurn(() => get(array, [slice(1, 64)]))).toBeLessThan(20);
  expect(await longestTurn(() => set(array, [slice(2, 30)], values.subarray(2, 30)))).toBeLessThan(20);
  expect((await get(array)).data).toEqual(values);
});

it("a codec of shards that waits for nothing is used as it is", async () => {
  const plain = sharding();
  const load = async () => {
    const module = await plain.load();
    const bind: typeof module.bind = async (...call) => {
      const { decodeIntoAsync: _decode, encodeAsync: _encode, ...rest } = await module.bind(...call);
      return rest as ArrayToBytes;
    };
    return { ...module, bind };
  };
  const registry = createRegistry({ ...plain, load }, crc32c());
  const array = await createArray(new Map(), { shape: [64], chunks: [2], shards: [32], dataType: "uint8", registry });
  await set(array, null, values);
  expect((await get(array)).data).toEqual(values);
});
