import { S3 } from "@zarrkit/test-servers/s3";
import { describe, expect, it } from "vitest";
import { openS3, type S3Options, s3Store } from "../src/store.js";
import { credentials, direct } from "./direct.js";

const rows: readonly (readonly [why: string, url: string, options: S3Options, asked: string])[] = [
  ["a bucket of AWS", "s3://data/a", {}, "https://data.s3.amazonaws.com/a/k"],
  ["a region", "s3://data/a/", { region: "eu-west-1" }, "https://data.s3.eu-west-1.amazonaws.com/a/k"],
  ["a region in China", "s3://data", { region: "cn-north-1" }, "https://data.s3.cn-north-1.amazonaws.com.cn/k"],
  ["dots, for which there is no certificate", "s3://my.data", {}, "https://s3.amazonaws.com/my.data/k"],
  ["capitals, which hosts lack", "s3://Data", {}, "https://s3.amazonaws.com/Data/k"],
  ["paths wanted", "s3://data", { pathStyle: true }, "https://s3.amazonaws.com/data/k"],
  ["Google", "gs://data/a", {}, "https://storage.googleapis.com/data/a/k"],
  ["another endpoint", "s3://data", { endpoint: "http://127.0.0.1:9000" }, "http://127.0.0.1:9000/data/k"],
  ["an endpoint with a path", "s3://data", { endpoint: "https://h/s3/" }, "https://h/s3/data/k"],
  ["hosts wanted there", "s3://data", { endpoint: "https://h.test", pathStyle: false }, "https://data.h.test/k"],
  [
    "letters that paths lack",
    "s3://data/a b%20ü+'(x)",
    {},
    "https://data.s3.amazonaws.com/a%20b%2520%C3%BC%2B%27%28x%29/k",
  ],
];

it.each(rows)("%s: %s", async (_why, url, options, expected) => {
  const { asked, fetch } = direct(new S3());
  await s3Store(url, { ...options, fetch })
    .get("k")
    .catch(() => {});
  expect(asked[0]).toBe(`GET ${expected}`);
});

it("opens a URL as the folder around it and its last name", () => {
  const path = (url: string) => {
    const { store, path } = openS3(url, {});
    return [store instanceof Map ? "" : store.traits?.location, path];
  };
  expect(path("s3://data/a/b.zarr")).toEqual(["s3://data/a/", "b.zarr"]);
  expect(path("s3://data/a/b.zarr/")).toEqual(["s3://data/a/b.zarr/", ""]);
  expect(path("s3://data")).toEqual(["s3://data/", ""]);
  expect(path("gs://data/x")).toEqual(["gs://data/", "x"]);
});

it("tells no location where options would be lost on the way into a worker", () => {
  expect(s3Store("s3://data", { region: "x" }).traits).not.toHaveProperty("location");
});

it("refuses what names no bucket, no key or no endpoint", () => {
  for (const url of [
    "s3://",
    "s3:///a",
    "s3://a..b/c",
    "s3://b@evil.test/c",
    "s3://-b/c",
    "s3://data/a//b",
    "s3://data/../x",
  ])
    expect(() => s3Store(url), url).toThrow(/names no bucket|is no bucket|is no key/);
  expect(() => s3Store("s3://data", { endpoint: "minio:9000" })).toThrow("is no http or https URL");
});

describe("the region of a bucket", () => {
  it.each([
    ["a header", { "x-amz-bucket-region": "eu-west-1" }, {}],
    ["the body", {}, { Region: "eu-west-1" }],
    ["the endpoint in the body", {}, { Endpoint: "data.s3-eu-west-1.amazonaws.com" }],
  ])("is learned from %s once", async (_where, headers, fields) => {
    const s3 = new S3({ keys: [credentials], region: "eu-west-1" });
    s3.bucket("data", [["k", Uint8Array.of(1)]]);
    const { asked, fetch } = direct(s3);
    const redirecting = async (url: string, init?: RequestInit) => {
      if (url.includes(".eu-west-1.")) return fetch(url, init);
      asked.push(`${init?.method ?? "GET"} ${url}`);
      const xml = Object.entries({ Code: "PermanentRedirect", ...fields }).map(
        ([name, text]) => `<${name}>${text}</${name}>`,
      );
      return new Response(`<Error>${xml.join("")}</Error>`, { status: 301, headers });
    };
    const store = s3Store("s3://data", { credentials, fetch: redirecting });
    expect(await store.get("k")).toEqual(Uint8Array.of(1));
    expect(await store.get("k")).toEqual(Uint8Array.of(1));
    expect(asked).toEqual([
      "GET https://data.s3.amazonaws.com/k",
      "GET https://data.s3.eu-west-1.amazonaws.com/k",
      "GET https://data.s3.eu-west-1.amazonaws.com/k",
    ]);
  });
});
