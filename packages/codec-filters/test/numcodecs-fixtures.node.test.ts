import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as filters from "../src/index.js";
import { readNpy } from "./npy.js";
import { readChunk } from "./version-2.js";

const folder = join(process.env["ZARRKIT_FIXTURES"] ?? "", "numcodecs");
const plugins = Object.values(filters).map((filter) => filter());

/** Folders that hold array.NN.npy beside codec.NN/config.json and codec.NN/encoded.NN.dat. */
const groups = ["astype/f", "astype/i", "fixedscaleoffset", "packbits", "quantize"].concat(
  ["bool", "float32", "float64", "int32", "uint16"].map((type) => `delta/${type}`),
);

describe.skipIf(!existsSync(folder))("numcodecs' fixtures (found through ZARRKIT_FIXTURES)", () => {
  for (const group of groups) {
    const listed = existsSync(folder) ? readdirSync(join(folder, group)) : [];
    for (const codec of listed.filter((name) => name.startsWith("codec."))) {
      it(`${group} ${codec}: every array decodes as NumPy's`, async () => {
        const config = JSON.parse(readFileSync(join(folder, group, codec, "config.json"), "utf8"));
        for (const file of listed.filter((name) => name.endsWith(".npy"))) {
          const { payload, ...npy } = readNpy(readFileSync(join(folder, group, file)));
          const chunk = readFileSync(
            join(folder, group, codec, file.replace("array", "encoded").replace("npy", "dat")),
          );
          const expected = await readChunk({ ...npy, chunk: payload });
          const decoded = await readChunk({ ...npy, filters: [config], chunk }, ...plugins);
          if (["fixedscaleoffset", "quantize"].includes(group)) expectWithin(decoded.data, expected.data, config);
          else expect(decoded.data, file).toEqual(expected.data);
        }
      });
    }
  }
});
