import { gzip } from "@zarrkit/codec-gzip";
import { createArray, createRegistry, get, openArray, set } from "@zarrkit/core";
import { expect, it } from "vitest";
import { conditional } from "../src/index.js";
import { bound, chunk, codecs, decoded, registry } from "./chunks.js";

/** Bytes that no compressor makes smaller. */
const noise = crypto.getRandomValues(new Uint8Array(512));

it("each chunk applies the codecs that do not make it larger", async () => {
  const codec = await bound({ codecs: [...codecs, "crc32c"] }, 512);
  const encoded = { noise: await codec.encodeAsync!(noise), zeros: await codec.encodeAsync!(new Uint8Array(512)) };
  // Shuffle keeps the size and stays; gzip is skipped for noise; a checksum always makes larger and never pays.
  expect(encoded.noise[0]).toBe(0b001);
  expect(encoded.noise.length).toBe(513);
  expect(encoded.zeros[0]).toBe(0b011);
  expect(encoded.zeros.length).toBeLessThan(60);
});

it("a checksum that another writer applied is checked, and skipped where it was not", async () => {
  const codec = await bound({ codecs: ["crc32c"] }, 4);
  const decode = (...bytes: number[]) => codec.decodeAsync!(Uint8Array.from(bytes), { exact: 4 });
  await expect(decode(0, 1, 2, 3, 4)).resolves.toEqual(Uint8Array.of(1, 2, 3, 4));
  // CRC-32C of 1 2 3 4, low byte first.
  await expect(decode(1, 1, 2, 3, 4, 0xf4, 0x8c, 0x30, 0x29)).resolves.toEqual(Uint8Array.of(1, 2, 3, 4));
  await expect(decode(1, 1, 2, 3, 5, 0xf4, 0x8c, 0x30, 0x29)).rejects.toMatchObject({ code: "codec-failed" });
});

it("bits beyond the codecs are refused, in every byte of the header", async () => {
  const narrow = await bound({ codecs }, decoded.length);
  const wide = await bound({ codecs, header_bits: 24 }, decoded.length);
  for (const bit of [2, 7]) {
    const source = chunk("both");
    source[0]! |= 1 << bit;
    await expect(narrow.decodeAsync!(source, { exact: 256 })).rejects.toThrow(`bit ${bit} of its header is set`);
  }
  for (const bit of [2, 8, 23]) {
    const source = chunk("wide");
    source[bit >> 3]! |= 1 << (bit & 7);
    await expect(wide.decodeAsync!(source, { exact: 256 })).rejects.toThrow(`bit ${bit} of its header is set`);
  }
});

it("bit 8 is the lowest of the second byte", async () => {
  const nine = [...Array.from({ length: 8 }, () => "crc32c"), codecs[0]];
  const codec = await bound({ codecs: nine }, decoded.length);
  const shuffled = chunk("shuffle").subarray(1);
  const source = Uint8Array.of(0, 1, ...shuffled);
  expect(await codec.decodeAsync!(source, { exact: 256 })).toEqual(decoded);
  expect(await codec.encodeAsync!(decoded)).toEqual(source);
});

it("too few bytes, or too many, are seen where nothing was applied", async () => {
  const codec = await bound({ codecs }, decoded.length);
  const decode = (bytes: Uint8Array) => codec.decodeAsync!(bytes, { exact: 256 });
  await expect(decode(new Uint8Array(0))).rejects.toThrow("0 bytes are less than its header of 1");
  await expect(decode(chunk("neither").subarray(0, 200))).rejects.toThrow("holds 199 bytes, expected 256");
  await expect(decode(new Uint8Array(300))).rejects.toThrow("holds 299 bytes, expected 256");
});

it("an array is written with plugins and read from its document", async () => {
  const store = new Map<string, Uint8Array>();
  const options = {
    shape: [1024],
    chunks: [512],
    dataType: "uint8",
    fillValue: 0,
    registry: createRegistry(),
  } as const;
  const array = await createArray(store, { ...options, codecs: [conditional({ codecs: [gzip({ level: 9 })] })] });
  await set(array, "0:512", noise);
  await set(array, "512:", 7);
  expect([store.get("c/0")![0], store.get("c/1")![0]]).toEqual([0, 1]);
  const again = await openArray(store, { registry });
  const { data } = await get(again);
  expect(data).toEqual(Uint8Array.of(...noise, ...new Uint8Array(512).fill(7)));
  const { configuration } = JSON.parse(new TextDecoder().decode(store.get("zarr.json"))).codecs[1];
  expect(configuration).toEqual({ codecs: [{ name: "gzip", configuration: { level: 9 } }], header_bits: 8 });
});
