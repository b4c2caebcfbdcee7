import { blosc } from "@zarrkit/codec-blosc";
import { expect, it } from "vitest";
import { createArray, openArray } from "../src/index.js";

const shape = [16, 256, 256];
const values = Float32Array.from({ length: 16 * 256 * 256 }, (_, i) => Math.fround(Math.sin(i / 777) * i));

it.each(["lz4", "zstd", "blosclz"] as const)(
  "a small selection of a chunk compressed by blosc's %s has the elements that the whole chunk has there",
  async (cname) => {
    const map = new Map<string, Uint8Array>();
    const options = { shape, chunks: shape, dataType: "float32", codecs: [blosc({ cname })] } as const;
    const array = await createArray(map, options);
    await array.set(null, values);
    for (const z of [9, 0, 15]) {
      const plane = await array.get([z]);
      expect(plane.data).toEqual(values.subarray(z * 65_536, (z + 1) * 65_536));
      const row = await array.get([z, 255]);
      expect(row.data).toEqual(values.subarray(z * 65_536 + 65_280, (z + 1) * 65_536));
    }
    expect(await array.at([15, 255, 255])).toBe(values.at(-1));
    expect((await array.get("3:6, 100:103, 7:10")).at(2, 2, 2)).toBe(values[(5 * 256 + 102) * 256 + 9]);

    // A document that says less, or more, than was written.
    for (const depth of [15, 17]) {
      const document = new TextDecoder().decode(map.get("zarr.json"));
      const wrong = new Map(map).set("zarr.json", new TextEncoder().encode(document.replaceAll(/\b16,/g, `${depth},`)));
      const misread = await openArray(wrong);
      expect(misread.shape[0]).toBe(depth);
      for (const selection of ["0", "0, 0, 0", null]) {
        await expect(misread.get(selection)).rejects.toMatchObject({ code: "codec-failed" });
      }
    }
  },
);
