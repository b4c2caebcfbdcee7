import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { zstd } from "@zarrkit/codec-zstd";
import { createRegistry, get, openArray, slice } from "@zarrkit/core";
import { readNpy } from "@zarrkit/fixtures";
import { http } from "@zarrkit/store-http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { xor } from "zarr-codec-xor";

const sample = fileURLToPath(new URL("../sample/", import.meta.url));
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    readFile(`${sample}air.zarr${request.url}`).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

it("reads by URL what zarr-python wrote with the same codec, element by element", async () => {
  const array = await openArray(url, { registry: createRegistry(http(), zstd(), xor()) });
  expect(array.codecs.map(({ name }) => name)).toEqual(["bytes", "org.example.xor", "zstd"]);
  const values = await get(array, [slice(null, null, 3), slice(null, null, -4)]);
  const expected = readNpy(readFileSync(`${sample}air.npy`));
  expect(values.shape).toEqual(expected.shape);
  expect(values.data).toEqual(expected.data);
});

it("is asked for by name where it is not registered", async () => {
  const opening = openArray(url, { registry: createRegistry(http(), zstd()) });
  await expect(opening).rejects.toMatchObject({
    code: "missing-codec",
    message: expect.stringContaining("org.example.xor"),
  });
});
