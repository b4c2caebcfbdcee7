import { http } from "@zarrkit/store-http";
import { s3Store } from "@zarrkit/store-s3/store";
import { S3 } from "@zarrkit/test-servers/s3";
import { s3Handlers } from "@zarrkit/test-servers/s3-msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createArray, createRegistry, openArray } from "../src/node.js";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret+/secret" };
const endpoint = "https://private.test";
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterAll(() => server.close());

it("a private bucket is read over http by URLs that a service signs, also after these have expired", async () => {
  const s3 = new S3({ keys: [credentials] });
  s3.bucket("data", []);
  server.resetHandlers(...s3Handlers(s3, `${endpoint}/*`));
  const owner = s3Store("s3://data/", { endpoint, credentials });
  const written = await createArray(owner, { path: "a.zarr", shape: [4], chunks: [2], dataType: "uint8" });
  await written.set(null, [1, 2, 3, 4]);

  // What a service would hold: a URL for each key, good for a minute, made anew only when it is refused.
  const signed = new Map<string, Promise<string>>();
  let signatures = 0;
  const sign = (key: string) => {
    signatures++;
    return owner.presign(key, 60);
  };
  const store = http({
    suffixRanges: true,
    retries: 0,
    async transformRequest(request) {
      expect(request.method).toBe("GET");
      if (request.refused) signed.delete(request.key);
      if (!signed.has(request.key)) signed.set(request.key, sign(request.key));
      return { ...request, url: (await signed.get(request.key))! };
    },
  });
  const registry = createRegistry(store);
  const array = await openArray(`${endpoint}/data/`, { path: "a.zarr", registry, format: 3 });
  expect((await array.get("0:2")).toNested()).toEqual([1, 2]);
  expect(signatures).toBe(2);
  expect((await array.get("0:2")).toNested()).toEqual([1, 2]);
  expect(signatures).toBe(2);

  vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ["Date"] });
  expect((await array.get("0:2")).toNested()).toEqual([1, 2]);
  vi.useRealTimers();
  expect(signatures).toBe(3);
  expect(s3.log.filter(({ method, signed: ours }) => method === "GET" && !ours)).toEqual([]);
});
