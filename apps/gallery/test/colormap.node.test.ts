import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readNpy } from "@zarrkit/fixtures";
import { expectedFolder } from "@zarrkit/fixtures/folders";
import { expect, it } from "vitest";
import { colormap, colormapNames } from "../src/drawing/colormap.js";

const reference = readNpy(readFileSync(join(expectedFolder, "colormaps.npy")));

it.each(colormapNames.map((name, i) => [name, i] as const))("%s is matplotlib's within one step of 255", (name, i) => {
  const colors = colormap(name);
  const count = colors.length / 3;
  let largest = 0;
  for (let step = 0; step < 256; step++) {
    const color = Math.min(count - 1, Math.floor((step / 255) * count));
    for (let part = 0; part < 3; part++) {
      const difference = colors[3 * color + part]! - Number(reference.data[3 * (256 * i + step) + part]);
      largest = Math.max(largest, Math.abs(difference));
    }
  }
  expect(largest).toBeLessThanOrEqual(1);
});
