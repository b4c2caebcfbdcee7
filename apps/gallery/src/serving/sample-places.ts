import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { samplesFolder } from "@zarrkit/fixtures/folders";

/** Where the page's samples lie: those of the fixtures, and the one that comes with the third-party codec. */
export function samplePlaces(): Record<string, string> {
  const codec = dirname(createRequire(import.meta.url).resolve("zarr-codec-xor/package.json"));
  return {
    ...Object.fromEntries(readdirSync(samplesFolder).map((name) => [name, join(samplesFolder, name)])),
    "air.zarr": join(codec, "sample/air.zarr"),
  };
}
