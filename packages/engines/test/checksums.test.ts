import { expect, it } from "vitest";
import { adler32 } from "../src/adler32.js";
import { crc32, crc32Script } from "../src/crc32.js";
import { xxh64 } from "../src/xxh64.js";

const text = (string: string) => new TextEncoder().encode(string);
const long = Uint8Array.from({ length: 100_003 }, (_, i) => (i * i) >> 7);

it("crc32 gives the check value of its definition, in steps or at once", () => {
  for (const sum of [crc32, crc32Script]) {
    expect(sum(text("123456789"))).toBe(0xcbf43926);
    expect(sum(text("6789"), sum(text("12345")))).toBe(0xcbf43926);
    expect(sum(new Uint8Array(0))).toBe(0);
  }
  expect(crc32Script(long)).toBe(2425255564);
  expect(crc32Script(long.subarray(3), crc32Script(long.subarray(0, 3)))).toBe(crc32(long));
});

it("adler32 gives what zlib gives", () => {
  expect(adler32(text("Wikipedia"))).toBe(0x11e60398);
  expect(adler32(new Uint8Array(0))).toBe(1);
  expect(adler32(new Uint8Array(100_000).fill(255))).toBe(345649196);
  expect(adler32(long)).toBe(2879694610);
});

it("xxh64 gives the values that xxHash documents and libxxhash computes", () => {
  expect(xxh64(new Uint8Array(0))).toBe(0xef46db3751d8e999n);
  expect(xxh64(text("abc"))).toBe(0x44bc2cf5ad770999n);
  expect(xxh64(long.subarray(0, 77))).toBe(4653271069270582077n);
});
