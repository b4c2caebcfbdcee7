import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Elements } from "@zarrkit/core";
import { numcodecsFixtures, withoutFixtures } from "@zarrkit/numcodecs-fixtures";
import { firstDifference } from "@zarrkit/numcodecs-fixtures/recorded";
import { describe, expect, it } from "vitest";
import * as filters from "../src/index.js";
import { readNpy } from "./npy.js";
import { readChunk } from "./version-2.js";

const root = join(process.env["ZARRKIT_FIXTURES"] ?? "", "numcodecs");
/** For the title of what cannot run without them. */
const unless = existsSync(root) ? "" : ` (skipped: ${withoutFixtures})`;
const plugins = Object.values(filters).map((filter) => filter());

/** Folders of array filters, and how far a decoded element may be from the array's, given the configuration. */
const groups: Readonly<Record<string, (configuration: { scale?: number; digits?: number }) => number>> = {
  "astype/f": () => 1e-4,
  "astype/i": () => 0,
  "categorize/U": () => 0,
  "delta/bool": () => 0,
  "delta/float32": () => 0.1,
  "delta/float64": () => 1e-9,
  "delta/int32": () => 0,
  "delta/uint16": () => 0,
  fixedscaleoffset: ({ scale = 1 }) => 0.5 / scale + 1e-9,
  packbits: () => 0,
  quantize: ({ digits = 0 }) => 2 * 10 ** -digits,
};

describe.skipIf(!existsSync(root))(`numcodecs' fixtures${unless}`, () => {
  for (const [group, tolerance] of Object.entries(groups)) {
    const folder = join(root, group);
    const files = existsSync(folder) ? readdirSync(folder) : [];
    for (const codec of files.filter((name) => name.startsWith("codec."))) {
      it(`${group} ${codec}: every array decodes to what it was`, async () => {
        const configuration = JSON.parse(readFileSync(join(folder, codec, "config.json"), "utf8"));
        for (const file of files.filter((name) => name.endsWith(".npy"))) {
          const { payload, ...npy } = readNpy(readFileSync(join(folder, file)));
          const chunk = readFileSync(join(folder, codec, file.replace("array", "encoded").replace("npy", "dat")));
          const expected = await readChunk({ ...npy, chunk: payload });
          const decoded = await readChunk({ ...npy, filters: [configuration], chunk }, ...plugins);
          expect(decoded.shape).toEqual(npy.shape);
          expect(greatestDifference(decoded.data, expected.data), file).toBeLessThanOrEqual(tolerance(configuration));
        }
      });
    }
  }
});

function greatestDifference(one: Elements, other: Elements): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (let i = 0; i < one.length; i++) {
    if (one[i] !== other[i]) greatest = Math.max(greatest, Math.abs(Number(one[i]) - Number(other[i])));
  }
  return greatest;
}

describe.skipIf(!existsSync(root))(`numcodecs' fixtures of object arrays${unless}`, () => {
  it("categorize/O holds the strings of categorize/U", async () => {
    const configuration = JSON.parse(readFileSync(join(root, "categorize/O/codec.00/config.json"), "utf8"));
    for (const number of ["00", "01", "02", "03"]) {
      const { payload, ...npy } = readNpy(readFileSync(join(root, `categorize/U/array.${number}.npy`)));
      const chunk = readFileSync(join(root, `categorize/O/codec.00/encoded.${number}.dat`));
      const decoded = await readChunk({ ...npy, filters: [configuration], chunk }, ...plugins);
      expect(decoded.data).toEqual((await readChunk({ ...npy, chunk: payload })).data);
    }
  });
});

describe("what numcodecs shuffled", () => {
  const fixtures = numcodecsFixtures("shuffle");
  if (fixtures === undefined) it.skip(`(skipped: ${withoutFixtures})`);
  for (const { name, configuration, decoded, elementSize, encoded } of fixtures ?? []) {
    it(name, async () => {
      const module = await filters.shuffle().load();
      const config = module.parse(configuration, { name: "shuffle", format: 2, path: "compressor" });
      const size = { exact: decoded.length };
      const codec = await module.bind(config, { size, elementSize }, {} as never);
      expect(firstDifference(codec.decode!(encoded, size), decoded)).toBe(-1);
      expect(firstDifference(codec.encode!(decoded), encoded)).toBe(-1);
    });
  }
});
