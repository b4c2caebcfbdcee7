import { S3, type S3Options as ServerOptions } from "@zarrkit/test-servers/s3";
import { describe, expect, it, vi } from "vitest";
import { type S3Options, s3Store } from "../src/store.js";
import { all, credentials, direct } from "./direct.js";

const value = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);

function made(server: ServerOptions = {}, options: S3Options = {}) {
  const s3 = new S3({ keys: [credentials], smallestPart: 1, ...server });
  const bucket = s3.bucket("data", [["a", value]]);
  const { asked, fetch } = direct(s3);
  const open = {
    endpoint: "https://minio.test",
    credentials,
    fetch,
    retryDelay: 1,
    versions: true,
    suffixRanges: true,
  };
  return { s3, bucket, asked, fetch, store: s3Store("s3://data", { ...open, ...options }) };
}

describe("of twenty concurrent conditional creates exactly one wins", () => {
  it.each([
    ["in one piece", {}],
    ["in parts", { partSize: 1000 }],
  ])("%s", async (_how, options) => {
    const { store, bucket } = made({}, options);
    const creates = Array.from({ length: 20 }, (_, i) =>
      store.set("new", new Uint8Array(3500).fill(i), { onlyIf: "absent" }),
    );
    const outcomes = await Promise.allSettled(creates);
    const winners = outcomes.flatMap(({ status }, i) => (status === "fulfilled" ? [i] : []));
    expect(winners).toHaveLength(1);
    expect(await store.get("new")).toEqual(new Uint8Array(3500).fill(winners[0] ?? -1));
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
    expect(bucket.uploads.size).toBe(0);
  });
});

describe("writing in parts", () => {
  it("sends values above the part size in parts, others at once", async () => {
    const { store, asked } = made({}, { partSize: 2000 });
    await store.set("x", value.subarray(0, 2000));
    expect(asked).toHaveLength(1);
    await store.set("x", value);
    const [begun, ...sent] = asked.slice(1).map((line) => line.replace(/uploadId=.*/, "…"));
    expect([begun, sent.pop()]).toEqual([
      "POST https://minio.test/data/x?uploads=",
      "POST https://minio.test/data/x?…",
    ]);
    // The parts go side by side, in any order.
    expect(sent.sort()).toEqual([1, 2, 3].map((part) => `PUT https://minio.test/data/x?partNumber=${part}&…`));
    expect(await store.get("x")).toEqual(value);
  });

  it("makes parts larger rather than more than 10,000", async () => {
    const sizes: number[] = [];
    const { store } = made(
      {
        fault: ({ method, body }) => {
          if (method === "PUT") sizes.push(body.length);
          return method === "PUT" ? { kind: "error", status: 400, code: "EntityTooSmall" } : undefined;
        },
      },
      { partSize: 1 },
    );
    await expect(store.set("x", new Uint8Array(10_001))).rejects.toThrow("raise the option partSize");
    expect(new Set(sizes)).toEqual(new Set([2]));
  });

  it("drops its parts when it is aborted, and writes nothing", async () => {
    const controller = new AbortController();
    const { store, bucket } = made(
      { fault: ({ method }, n) => (method === "PUT" && n > 3 ? { kind: "slow", delay: 30 } : undefined) },
      { partSize: 500 },
    );
    const writing = store.set("a", new Uint8Array(5000), { signal: controller.signal });
    setTimeout(() => controller.abort("enough"), 15);
    await expect(writing).rejects.toBe("enough");
    await expect.poll(() => bucket.uploads.size).toBe(0);
    expect(await store.get("a")).toEqual(value);
  });
});

it("has the server check what arrives, and sends once more what was damaged", async () => {
  const { store, fetch } = made();
  let damaged = 0;
  const damaging = s3Store("s3://data", {
    endpoint: "https://minio.test",
    credentials,
    retryDelay: 1,
    fetch: (url, init) => {
      if (init.method !== "PUT" || damaged++ > 0) return fetch(url, init);
      return fetch(url, { ...init, body: Uint8Array.from(init.body as Uint8Array, (byte) => byte ^ 1) });
    },
  });
  await damaging.set("x", value);
  expect(damaged).toBe(2);
  expect(await store.get("x")).toEqual(value);
});

describe("credentials", () => {
  it("are asked for once by calls at the same time, and again before they end", async () => {
    const provide = vi.fn(async () => ({ ...credentials, expires: Date.now() + 61_000 }));
    const { store } = made({}, { credentials: provide });
    await Promise.all([store.get("a"), store.get("a"), store.size("a")]);
    await store.get("a");
    expect(provide).toHaveBeenCalledTimes(1);
    expect(provide).toHaveBeenCalledWith({ scheme: "s3", bucket: "data" });
    vi.useFakeTimers({ now: Date.now() + 5_000, toFake: ["Date"] });
    await store.get("a");
    vi.useRealTimers();
    expect(provide).toHaveBeenCalledTimes(2);
  });

  it("that are incomplete are refused before anything is sent", async () => {
    const { store, asked } = made({}, { credentials: { accessKeyId: "x", secretAccessKey: "" } });
    await expect(store.get("a")).rejects.toMatchObject({ code: "invalid-argument" });
    expect(asked).toEqual([]);
  });

  it("never show in errors", async () => {
    const { store } = made({ keys: [] });
    const error = await store.get("a").catch((problem: unknown) => problem);
    expect(JSON.stringify(error) + String(error)).not.toMatch(/secret\+|AKIDEXAMPLE|Signature=/);
  });
});

describe("presign", () => {
  it("gives a URL that anybody may read from, for a time, in the bucket's region", async () => {
    const server: ServerOptions = { region: "eu-west-1" };
    const { store, s3, fetch } = made(server);
    const url = await store.presign("a", 60);
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(value);
    expect((await fetch(url, { method: "PUT" })).status).toBe(403);
    s3.options = { ...s3.options, clock: 61_000 };
    expect((await fetch(url)).status).toBe(403);
  });

  it("carries a session token", async () => {
    const key = { ...credentials, sessionToken: "token/+=" };
    const { store, fetch } = made({ keys: [key] }, { credentials: key });
    expect((await fetch(await store.presign("a", 604_800))).status).toBe(200);
  });

  it("is refused without credentials, and for times that S3 does not grant", async () => {
    const { store } = made({}, { credentials: async () => undefined });
    await expect(store.presign("a", 60)).rejects.toThrow("pass credentials to the store");
    for (const seconds of [0, 1.5, 604_801]) await expect(made().store.presign("a", seconds)).rejects.toThrow("604800");
  });
});

describe("deleteMany", () => {
  it("deletes a thousand keys by one request, whatever their names", async () => {
    const { store, bucket, s3 } = made();
    const keys = Array.from({ length: 2100 }, (_, i) => `d/${i}<&>'"ü%20+\u0007`);
    for (const key of keys) bucket.put(key, value);
    await store.deleteMany(keys);
    expect([...bucket.objects.keys()]).toEqual(["a"]);
    expect(s3.log).toHaveLength(3);
  });

  it("deletes one by one where the server cannot", async () => {
    const { store, bucket } = made({
      fault: ({ method }) => (method === "POST" ? { kind: "error", status: 501, code: "NotImplemented" } : undefined),
    });
    bucket.put("b", value);
    await store.deleteMany(["a", "b", "missing"]);
    expect(bucket.objects.size).toBe(0);
  });

  it("says which keys stayed", async () => {
    const body =
      "<DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>";
    const { store } = made({ fault: () => ({ kind: "answer", status: 200, body }) });
    await expect(store.deleteMany(["a", "b"])).rejects.toMatchObject({
      code: "access-denied",
      message: expect.stringMatching(/left 1 of 2 keys undeleted, first a \(AccessDenied: no\)/),
    });
  });
});

describe("listing", () => {
  it("passes over objects that stand for folders, and names that no key can have", async () => {
    const { store, bucket } = made();
    for (const key of ["d/", "d/x", "d//y", "d/e/", "d/../z", "d/.", "d/e/./z"]) bucket.put(key, new Uint8Array(0));
    expect(await all(store.list("d/"))).toEqual(["d/x"]);
    expect(await all(store.listChildren("d/"))).toEqual([
      { name: "x", prefix: false },
      { name: "e", prefix: true },
    ]);
  });

  it("is never taken for whole where the server does not tell how it goes on", async () => {
    for (const next of ["", "<NextContinuationToken>t</NextContinuationToken>"]) {
      const body = `<ListBucketResult><Contents><Key>a</Key></Contents><IsTruncated>true</IsTruncated>${next}</ListBucketResult>`;
      const { store, asked } = made({ fault: () => ({ kind: "answer", status: 200, body }) });
      await expect(all(store.list("d/"))).rejects.toThrow(
        'The listing of "d/" goes on, but the server does not tell where: use a server that knows ListObjectsV2.',
      );
      expect(asked.length).toBeLessThan(3);
    }
  });

  it("takes names as they are that a server says it encoded and did not", async () => {
    const body =
      "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>100%</Key></Contents><Contents><Key>a%2Bb+c</Key></Contents></ListBucketResult>";
    const { store } = made({ fault: () => ({ kind: "answer", status: 200, body }) });
    expect(await all(store.list(""))).toEqual(["100%", "a+b c"]);
  });

  it("reads names from servers that do not encode them", async () => {
    const key = "a&amp;+%20&#252;&#xFC;";
    const body = `<?xml version="1.0"?><r:ListBucketResult xmlns:r="x"><!-- <Key> --><r:Contents><r:Key>${key}</r:Key></r:Contents><Contents><Key><![CDATA[b<]]></Key></Contents><IsTruncated>false</IsTruncated></r:ListBucketResult>`;
    const { store } = made({ fault: () => ({ kind: "answer", status: 200, body }) });
    expect(await all(store.list(""))).toEqual(["a&+%20üü", "b<"]);
  });
});

it("refuses parts that the server says lie elsewhere, also if it tells no total", async () => {
  const { fetch: send } = made();
  const shifted = (by: number) =>
    made(
      {},
      {
        async fetch(url, init) {
          const response = await send(url, init);
          const told = (_: string, first: string, last: string) => `bytes ${+first + by}-${+last + by}/*`;
          const range = (response.headers.get("content-range") ?? "").replace(/bytes (\d+)-(\d+).*/, told);
          response.headers.set("content-range", range);
          return response;
        },
      },
    ).store;
  await expect(shifted(1).getRange("a", { offset: 2, length: 3 })).rejects.toThrow(/by Content-Range: bytes 3-5\/\*/);
  expect(await shifted(0).getRange("a", { offset: 2, length: 3 })).toEqual(value.slice(2, 5));
  expect(await shifted(0).getRange("a", { offset: 4990, length: 30 })).toEqual(value.slice(4990));
});

it("sends requests whatever number of them at once is asked for", async () => {
  for (const concurrency of [0, -1, Number.NaN, 0.5]) {
    expect(await made({}, { concurrency }).store.get("a")).toEqual(value);
  }
});

it("sends conditions only to servers that keep them", async () => {
  const { s3, fetch } = made();
  const store = s3Store("gs://data", { credentials, fetch });
  for (const onlyIf of ["absent" as const, { version: '"x"' }])
    await expect(store.set("n", value, { onlyIf })).rejects.toMatchObject({ code: "unsupported" });
  expect(s3.log).toEqual([]);
  expect(store.traits.conditionalWrites).toBe("none");
});

it("loads the signing library only when there is something to sign", async () => {
  const { store, s3 } = made({ anonymous: "read" }, { credentials: async () => undefined });
  expect(await store.get("a")).toEqual(value);
  expect(s3.log[0]?.signed).toBe(false);
});

it("answers ranges of one version or a conflict", async () => {
  const { bucket, fetch } = made();
  const late = s3Store("s3://data", {
    endpoint: "https://minio.test",
    credentials,
    fetch: async (url, init) => {
      const wanted = new Headers(init.headers).get("range");
      if (wanted === "bytes=100-101") await new Promise((resolve) => setTimeout(resolve, 20));
      const response = await fetch(url, init);
      if (wanted === "bytes=0-1") bucket.put("a", value.slice(9));
      return response;
    },
  });
  const two = [
    { offset: 0, length: 2 },
    { offset: 100, length: 2 },
  ];
  await expect(late.getRanges("a", two)).rejects.toMatchObject({ code: "conflict" });
});

describe("getRangesVersioned", () => {
  it("tells the size of the value", async () => {
    for (const options of [{}, { suffixRanges: false }]) {
      const { store } = made({}, options);
      const read = store.getRangesVersioned?.bind(store);
      expect((await read?.("a", [{ suffix: 10 }]))?.size).toBe(5000);
      expect((await read?.("a", [{ offset: 10, length: 4 }]))?.size).toBe(5000);
    }
  });
});
