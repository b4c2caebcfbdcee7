import { zipStream } from "@zarrkit/store-zip/stream";
import { HttpResponse, http as mock } from "msw";
import { setupWorker } from "msw/browser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createArray, openArray } from "../src/index.js";

const worker = setupWorker();
beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: "bypass" }));
afterAll(() => worker.stop());

it("in a page an archive is made for download, and opened by URL", async () => {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const download = new Response(readable).arrayBuffer();
  const store = zipStream(writable, { ozx: "0.5" });
  await (await createArray(store, { shape: [5], dataType: "int16" })).set(null, [1, 2, 3, 4, 5]);
  await store.close();
  const archive = await download;
  worker.use(mock.get("https://h.test/a.ozx", () => HttpResponse.arrayBuffer(archive)));
  expect((await (await openArray("https://h.test/a.ozx")).get()).toNested()).toEqual([1, 2, 3, 4, 5]);
});
