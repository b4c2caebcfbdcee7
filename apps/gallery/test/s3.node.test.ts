import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { readNpy } from "@zarrkit/fixtures";
import { expectedFolder, samplesFolder } from "@zarrkit/fixtures/folders";
import { S3, type S3Options } from "@zarrkit/test-servers/s3";
import { s3Handlers } from "@zarrkit/test-servers/s3-msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NdArray, openGroup } from "zarrkit";
import { draw } from "../src/drawing/draw.js";
import { missingValues } from "../src/drawing/value-range.js";
import { png } from "../src/terminal/png.js";
import { showArray } from "../src/terminal/show-array.js";

const url = "s3://ocean-pds/CMIP/v20181222/";
const folder = join(samplesFolder, "ocean.zarr");
const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
const files = names.filter((name) => statSync(join(folder, name)).isFile());
const variables = ["lat", "lat_bnds", "lon", "lon_bnds", "time", "time_bnds", "tos"];

const server = setupServer();
beforeAll(() =>
  server.listen({ onUnhandledRequest: ({ url: asked }, { error }) => void (asked.startsWith("data:") || error()) }),
);
afterAll(() => server.close());

/** A public bucket with a climate group in it, at the address that Amazon gives buckets. */
function publicBucket(options: S3Options): S3 {
  const s3 = new S3(options);
  const values = files.map(
    (name) => [`CMIP/v20181222/${name}`, new Uint8Array(readFileSync(join(folder, name)))] as const,
  );
  s3.bucket("ocean-pds", values);
  server.resetHandlers(...s3Handlers(s3, "https://ocean-pds.s3.amazonaws.com/*"));
  return s3;
}

describe.each<[string, S3Options]>([
  ["may be listed", { anonymous: "read and list" }],
  ["may not be listed", { anonymous: "read", hidesMissing: true }],
])('openGroup("s3://…"), anonymously, of a bucket that %s', (_, options) => {
  it("names the group's keys and draws a slice", async () => {
    const s3 = publicBucket(options);
    const group = await openGroup(url);
    expect(await group.keys()).toEqual(variables);
    const tos = await group.openArray("tos");
    expect(tos.shape).toEqual([3, 330, 360]);

    const drawing = { colormap: "viridis", origin: "lower", isMissing: missingValues(tos) } as const;
    const picture = draw(await tos.get([2]), drawing);
    // What NumPy holds of the same month, as zarr-python read it.
    const { data, shape } = readNpy(readFileSync(join(expectedFolder, "ocean-tos.npy")));
    const expected = draw(
      new NdArray(tos.dataType, { data: data as Float32Array, offset: 0, shape, strides: [360, 1] }),
      drawing,
    );
    expect([picture.width, picture.height]).toEqual([360, 330]);
    expect(Buffer.from(png(picture)).equals(png(expected))).toBe(true);
    expect(s3.log.some(({ signed }) => signed)).toBe(false);
  });
});

it("the terminal draws what an s3 URL points to", async () => {
  publicBucket({ anonymous: "read and list" });
  const out = mkdtempSync(join(tmpdir(), "zarrkit-s3-"));
  const lines: string[] = [];
  const screen = {
    columns: 80,
    lines: 28,
    inColor: false,
    folder: out,
    print: (line: string) => void lines.push(line),
  };
  const wish = { kind: "array", url, selection: undefined, colormap: undefined, origin: undefined } as const;
  await showArray(wish, screen);
  expect(lines.join("\n")).toContain(`keys       ${variables.join(", ")}`);
  const file = readFileSync(join(out, readdirSync(out)[0]!));
  rmSync(out, { recursive: true });
  expect(file.subarray(1, 4).toString()).toBe("PNG");
  const pixels = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  expect(new Set(pixels).size).toBeGreaterThan(100);
});
