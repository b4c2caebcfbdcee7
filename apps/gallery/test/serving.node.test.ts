import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Loopback, serveOnLoopback } from "../src/serving/loopback.js";

let server: Loopback;
const parent = mkdtempSync(join(tmpdir(), "zarrkit-gallery-"));
const folder = join(parent, "served");

beforeAll(async () => {
  mkdirSync(folder);
  writeFileSync(join(parent, "secret.json"), "{}");
  writeFileSync(join(folder, "a.json"), "0123456789");
  writeFileSync(join(folder, ".zattrs"), "");
  server = await serveOnLoopback({ data: folder });
});

afterAll(async () => {
  await server.close();
  rmSync(parent, { recursive: true });
});

async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const response = await fetch(server.url + path, { method, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

it("serves whole files to every origin", async () => {
  const { status, headers, text } = await ask("data/a.json?version=1");
  expect([status, text]).toEqual([200, "0123456789"]);
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("content-type")).toBe("application/json");
  expect(await ask("data/.zattrs")).toMatchObject({ status: 200, text: "" });
});

it.each([
  ["bytes=2-4", 206, "234", "bytes 2-4/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=7-99", 206, "789", "bytes 7-9/10"],
  ["bytes=-3", 206, "789", "bytes 7-9/10"],
  ["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
  ["bytes=10-", 416, "", "bytes */10"],
  ["bytes=-0", 416, "", "bytes */10"],
  ["bytes=4-2", 200, "0123456789", null],
  ["bytes=0-1,3-4", 200, "0123456789", null],
])("answers the range %s with %i", async (range, status, text, contentRange) => {
  const answer = await ask("data/a.json", { Range: range });
  expect([answer.status, answer.text, answer.headers.get("content-range")]).toEqual([status, text, contentRange]);
});

it("tells what is for reading and what is a chunk", async () => {
  for (const name of ["a.md", "0.0"]) writeFileSync(join(folder, name), "x");
  expect((await ask("data/a.md")).headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect((await ask("data/0.0")).headers.get("content-type")).toBe("application/octet-stream");
  expect((await ask("data/.zattrs")).headers.get("content-type")).toBe("application/json");
});

it("tells the length of a file without sending it", async () => {
  const { status, headers, text } = await ask("data/a.json", {}, "HEAD");
  expect([status, headers.get("content-length"), text]).toEqual([200, "10", ""]);
});

it("neither lists folders nor takes writes", async () => {
  expect((await ask("data/")).status).toBe(404);
  expect((await ask("data")).status).toBe(404);
  expect((await ask("")).status).toBe(404);
  expect((await ask("data/a.json", {}, "PUT")).status).toBe(405);
});

it.each([
  "/data/../secret.json",
  "/data/%2e%2e/secret.json",
  "/data/..%2fsecret.json",
  "/data/%5c../secret.json",
  "/data/a.json%00",
  "/data//a.json",
  "/data/%zz",
  "/toString/a",
])("keeps %s inside the folder", async (path) => {
  // fetch would tidy the path up before it is sent.
  const status = await new Promise((resolve, reject) => {
    request(server.url, { path }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
  expect(status).toBe(404);
});
