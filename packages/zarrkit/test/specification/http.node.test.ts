import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Bytes, Key } from "@zarrkit/plugin-api";
import { expect, it, onTestFinished } from "vitest";
import { createArray, openArray } from "../../src/node.js";

type Manners = "keeps ranges" | "ignores ranges" | "refuses long suffixes";

/** Serves values from 127.0.0.1 until the test is over; `asked` are the ranges asked of c/0, `requests` all of them. */
async function serving(values: ReadonlyMap<Key, Bytes>, manners: Manners) {
  const asked: (string | undefined)[] = [];
  const requests: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const value = values.get(request.url!.slice(1));
    const { range } = request.headers;
    requests.push(`${request.method} ${request.url}`);
    if (request.url === "/c/0") asked.push(range);
    if (!value) return response.writeHead(404).end();
    const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
    if (range === undefined || manners === "ignores ranges") return response.writeHead(200).end(value);
    const unsatisfiable = from === "" ? manners !== "keeps ranges" && Number(to) > value.length : +from >= value.length;
    if (unsatisfiable) return response.writeHead(416, { "content-range": `bytes */${value.length}` }).end();
    const start = from === "" ? Math.max(0, value.length - Number(to)) : Number(from);
    const end = from === "" || to === "" ? value.length : Math.min(value.length, Number(to) + 1);
    return response
      .writeHead(206, { "content-range": `bytes ${start}-${end - 1}/${value.length}` })
      .end(value.subarray(start, end));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked, requests };
}

const whole = Array.from({ length: 64 }, (_, i) => i + 1);

/** 64 bytes in one shard of four chunks. */
async function sharded() {
  const values = new Map<Key, Bytes>();
  const array = await createArray(values, { shape: [64], chunks: [16], shards: [64], dataType: "uint8" });
  await array.set(null, whole);
  return values;
}

it.each(["keeps ranges", "refuses long suffixes"] as const)(
  "2.3 HTTP: a suffix longer than the value is the whole value, of a server that %s",
  async (manners) => {
    const values = await sharded();
    const { url, asked } = await serving(values, manners);
    const { store } = await openArray(url);
    expect(await store.getRange!("c/0", { suffix: 1000 })).toEqual(values.get("c/0"));
    expect(asked).toContain("bytes=-1000");
  },
);

it("2.3 HTTP: 200 in answer to a range is the whole value, of which the range is taken", async () => {
  const values = await sharded();
  const { url, asked } = await serving(values, "ignores ranges");
  const array = await openArray(url);
  for (const range of [{ offset: 3, length: 5 }, { offset: 60 }, { suffix: 7 }, { suffix: 1000 }]) {
    const part = "suffix" in range ? [-range.suffix] : [range.offset, range.length && range.offset + range.length];
    expect(await array.store.getRange!("c/0", range)).toEqual(values.get("c/0")!.slice(...part));
  }
  expect(await array.at([40])).toBe(41);
  expect((await array.get("60:10:-10")).toNested()).toEqual([61, 51, 41, 31, 21]);
  expect(asked.some((range) => range !== undefined)).toBe(true);
});

it("2.3 HTTP: a server that keeps ranges is asked for the parts of a shard alone", async () => {
  const { url, asked } = await serving(await sharded(), "keeps ranges");
  const array = await openArray(url);
  expect(await array.at([40])).toBe(41);
  expect(asked).toEqual(["bytes=-68", "bytes=32-47"]);
});

it.each([
  [3, 3, 2],
  [3, undefined, 3],
  [2, 2, 3],
  [2, undefined, 4],
] as const)("opening a v%i array as %s and reading one chunk takes %i requests", async (format, said, most) => {
  const values = new Map<Key, Bytes>();
  await (await createArray(values, { shape: [4], chunks: [2], dataType: "uint8", format })).set(null, [1, 2, 3, 4]);
  const { url, requests } = await serving(values, "keeps ranges");
  const array = await openArray(url, said && { format: said });
  expect(await array.at([3])).toBe(4);
  expect(requests).toHaveLength(most);
});

it("a chunk inside a shard takes two requests, and its neighbour one more", async () => {
  const { url, requests } = await serving(await sharded(), "keeps ranges");
  const array = await openArray(url, { format: 3 });
  for (const [index, more] of [
    [40, 2],
    [60, 1],
  ] as const) {
    requests.length = 0;
    expect(await array.at([index])).toBe(index + 1);
    expect(requests).toHaveLength(more);
  }
});
