import { HttpResponse, http as mock } from "msw";
import { setupWorker } from "msw/browser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createArray, open, openArray } from "../src/index.js";

const asked: string[] = [];
const worker = setupWorker(
  mock.get(/^https:\/\/(h\.test|.*amazonaws\.com|storage\.googleapis\.com)\//, ({ request }) => {
    asked.push(new URL(request.url).host);
    return new HttpResponse(null, { status: 404 });
  }),
);
beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
afterAll(() => worker.stop());

it.each([
  ["https://h.test/a.zarr", "h.test"],
  ["s3://bucket/a.zarr", "bucket.s3.amazonaws.com"],
  ["gs://bucket/a.zarr", "storage.googleapis.com"],
])("in a page %s is looked for at %s", async (url, host) => {
  asked.length = 0;
  await expect(open(url)).rejects.toMatchObject({ code: "not-found" });
  expect([...new Set(asked)]).toEqual([host]);
});

it("in a page named memory is written to and read", async () => {
  const url = "memory://schemes/c.zarr";
  await (await createArray(url, { shape: [2], dataType: "int8" })).set(null, [1, 2]);
  expect((await (await openArray(url)).get()).toNested()).toEqual([1, 2]);
});

it("in a page there are no files, and the error says what to do", async () => {
  await expect(open("file:///data/a.zarr")).rejects.toMatchObject({ code: "missing-store" });
  await expect(open("file:///data/a.zarr")).rejects.toThrow(/store-fs/);
});
