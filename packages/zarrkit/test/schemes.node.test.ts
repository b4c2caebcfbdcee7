import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { HttpResponse, http as mock } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createArray, open, openArray } from "../src/node.js";

const asked: string[] = [];
const server = setupServer(
  mock.get("*", ({ request }) => {
    asked.push(new URL(request.url).host);
    return new HttpResponse(null, { status: 404 });
  }),
);
beforeAll(() => server.listen());
afterAll(() => server.close());

it.each([
  ["https://h.test/a.zarr", "h.test"],
  ["http://h.test/a.zarr", "h.test"],
  ["s3://bucket/a.zarr", "bucket.s3.amazonaws.com"],
  ["gs://bucket/a.zarr", "storage.googleapis.com"],
])("on Node %s is looked for at %s", async (url, host) => {
  asked.length = 0;
  await expect(open(url)).rejects.toMatchObject({ code: "not-found" });
  expect([...new Set(asked)]).toEqual([host]);
});

it("on Node a path, a file URL and named memory are written to and read", async () => {
  const folder = await mkdtemp(join(tmpdir(), "zarrkit-"));
  for (const url of [join(folder, "a.zarr"), pathToFileURL(join(folder, "b.zarr")).href, "memory://schemes/c.zarr"]) {
    await (await createArray(url, { shape: [2], dataType: "int8" })).set(null, [1, 2]);
    expect((await (await openArray(url)).get()).toNested()).toEqual([1, 2]);
  }
  await rm(folder, { recursive: true });
});
