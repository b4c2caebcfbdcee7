import { createRegistry, get, openArray, set } from "@zarrkit/core";
import { describe, expect, it } from "vitest";
import * as filters from "../src/index.js";
import cases from "./fixtures/numcodecs.json" with { type: "json" };

const registry = createRegistry(...Object.values(filters).map((filter) => filter()));

/** A v2 array of one chunk, with one filter. */
function storeOf(dtype: string, length: number, filters: readonly object[], chunk?: Uint8Array) {
  const document = { zarr_format: 2, shape: [length], chunks: [length], dtype, order: "C", filters, fill_value: null };
  const bytes = new TextEncoder().encode(JSON.stringify({ ...document, compressor: null }));
  const store = new Map<string, Uint8Array>([[".zarray", bytes]]);
  if (chunk) store.set("0", chunk);
  return store;
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

async function elements(dtype: string, bytes: Uint8Array, filters: readonly object[] = [], length = 0) {
  const count = length || bytes.length / Number(dtype.slice(2));
  const array = await get(await openArray(storeOf(dtype, count, filters, bytes), { registry }));
  // Negative zeros and NaN count, and big-endian bytes are read as what they mean.
  return array.data;
}

describe("filters equal those of numcodecs", () => {
  for (const [i, { configuration, dtype, array, encoded, decoded }] of cases.entries()) {
    it(`${i}: ${JSON.stringify(configuration)} over ${dtype}`, async () => {
      const original = await elements(dtype, fromBase64(array));
      const restored = await elements(dtype, fromBase64(encoded), [configuration], original.length);
      expect(restored).toEqual(await elements(dtype, fromBase64(decoded)));

      const written = storeOf(dtype, original.length, [configuration]);
      await set(await openArray(written, { registry }), null, original as never);
      expect(Array.from(written.get("0") as Uint8Array)).toEqual(Array.from(fromBase64(encoded)));
    });
  }
});
