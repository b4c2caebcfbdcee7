import { afterAll, expect, it } from "vitest";
import { bind } from "../src/codec.js";

const { fetch } = globalThis;
afterAll(() => {
  globalThis.fetch = fetch;
});

it("loads its engines without a request, since a page may forbid even data: URLs", async () => {
  const watched = () => {
    throw new Error("a request was made");
  };
  globalThis.fetch = watched;
  const codec = await bind({ level: 1, checksum: false });
  const data = new Uint8Array(100).fill(7);
  const encoded = await codec.encodeAsync!(data);
  expect(codec.decode!(encoded, { exact: 100 })).toEqual(data);
  expect(globalThis.fetch).toBe(watched);
});
