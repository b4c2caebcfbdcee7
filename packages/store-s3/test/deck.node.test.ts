import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { blosc } from "@zarrkit/codec-blosc";
import { createRegistry, get, keys, openArray, openGroup } from "@zarrkit/core";
import { readNpy } from "@zarrkit/fixtures";
import { expectedFolder, samplesFolder } from "@zarrkit/fixtures/folders";
import { S3 } from "@zarrkit/test-servers/s3";
import { s3Handlers } from "@zarrkit/test-servers/s3-msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { s3 } from "../src/index.js";

const folder = join(samplesFolder, "ocean.zarr");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  statSync(join(folder, name)).isFile(),
);

const server = setupServer();
beforeAll(() =>
  server.listen({ onUnhandledRequest: ({ url }, { error }) => void (url.startsWith("data:") || error()) }),
);
afterAll(() => server.close());

/** Grey levels of the values between the least and the greatest, row by row from the south; what is missing is 0. */
function drawn(values: Float32Array, width: number): Uint8Array {
  const there = values.filter((value) => value < 1e19);
  const least = Math.min(...there.slice(0, 100_000));
  const most = Math.max(...there.slice(0, 100_000));
  const rows = values.length / width;
  return Uint8Array.from(values, (_, i) => {
    const value = values[(rows - 1 - Math.floor(i / width)) * width + (i % width)] ?? Number.NaN;
    return value < 1e19 ? 1 + Math.round((254 * (value - least)) / (most - least)) : 0;
  });
}

describe.each([
  ["a listing that is allowed", { anonymous: "read and list" as const }],
  ["a listing that is hidden", { anonymous: "read" as const, hidesMissing: true }],
])('openGroup("s3://…") anonymously, with %s', (_title, options) => {
  it.each([true, false])("lists the keys and draws a slice (consolidated: %s)", async (consolidated) => {
    const s3Server = new S3(options);
    s3Server.bucket(
      "ocean-pds",
      files.map((name) => [`CMIP/v20181222/${name}`, new Uint8Array(readFileSync(join(folder, name)))] as const),
    );
    server.resetHandlers(...s3Handlers(s3Server, "https://ocean-pds.s3.amazonaws.com/*"));
    const registry = createRegistry(s3({ retries: 0 }), blosc());

    const group = await openGroup("s3://ocean-pds/CMIP/v20181222/", { registry, consolidated });
    const listed = keys(group);
    if (consolidated || options.anonymous === "read and list") {
      expect(await listed).toEqual(["lat", "lat_bnds", "lon", "lon_bnds", "time", "time_bnds", "tos"]);
    } else await expect(listed).rejects.toMatchObject({ code: "access-denied" });

    const tos = await openArray(group, { path: "tos" });
    expect(tos.shape).toEqual([3, 330, 360]);
    const slice = await get(tos, [2]);
    const expected = readNpy(readFileSync(join(expectedFolder, "ocean-tos.npy")));
    const right = expected.data as Float32Array;
    expect(Buffer.from((slice.data as Float32Array).buffer).equals(Buffer.from(right.buffer))).toBe(true);
    const picture = drawn(slice.data as Float32Array, 360);
    expect(Buffer.compare(picture, drawn(right, 360))).toBe(0);
    expect(new Set(picture).size).toBeGreaterThan(100);
    expect(s3Server.log.some(({ signed }) => signed)).toBe(false);
  });
});
