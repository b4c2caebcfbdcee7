import { describe, expect, it, vi } from "vitest";
import { type HttpOptions, type HttpRequest, httpStore } from "../src/store.js";

const root = "https://h.test/a";
const body = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

/** A server of one value, without faults. */
const fetchValue: NonNullable<HttpOptions["fetch"]> = async (_, { method, headers }) => {
  const range = /^bytes=(\d+)-(\d*)$/.exec((headers as Record<string, string>)["Range"] ?? "");
  const [first, last] = range ? [Number(range[1]), range[2] ? Number(range[2]) : 7] : [0, 7];
  const part = body.slice(first, last + 1);
  return new Response(method === "HEAD" ? null : part, {
    status: range ? 206 : 200,
    headers: {
      "content-length": String(part.length),
      ...(range && { "content-range": `bytes ${first}-${first + part.length - 1}/8` }),
    },
  });
};

describe("transformRequest", () => {
  it("sees key, method, URL and headers of every request, and may answer later", async () => {
    const seen: HttpRequest[] = [];
    const sent: unknown[] = [];
    const store = httpStore(`${root}?q=1`, {
      async transformRequest(request) {
        seen.push(request);
        await Promise.resolve();
        const url = `${request.url}&signature=${request.method}`;
        return { ...request, url, headers: { ...request.headers, authorization: "Bearer t" }, credentials: "include" };
      },
      fetch(url, init) {
        sent.push([url, init.method, init.headers, init.credentials]);
        return fetchValue(url, init);
      },
    });
    await store.get("c/0");
    await store.size("c/0");
    await store.getRange("c/0", { offset: 1, length: 2 });
    expect(seen).toEqual([
      { key: "c/0", method: "GET", url: `${root}/c/0?q=1`, headers: {} },
      { key: "c/0", method: "HEAD", url: `${root}/c/0?q=1`, headers: { Range: "bytes=0-" } },
      { key: "c/0", method: "GET", url: `${root}/c/0?q=1`, headers: { Range: "bytes=1-2" } },
    ]);
    expect(sent).toEqual([
      [`${root}/c/0?q=1&signature=GET`, "GET", { authorization: "Bearer t" }, "include"],
      [`${root}/c/0?q=1&signature=HEAD`, "HEAD", { Range: "bytes=0-", authorization: "Bearer t" }, "include"],
      [`${root}/c/0?q=1&signature=GET`, "GET", { Range: "bytes=1-2", authorization: "Bearer t" }, "include"],
    ]);
  });

  it("is told of a refusal once, at once", async () => {
    const refused: unknown[] = [];
    const store = httpStore(root, {
      retryDelay: 10_000,
      transformRequest(request) {
        refused.push(request.refused);
        return request;
      },
      fetch: async (url, init) => (refused.length < 2 ? new Response(null, { status: 401 }) : fetchValue(url, init)),
    });
    expect(await store.get("c/0")).toEqual(body);
    expect(refused).toEqual([undefined, 401]);
  });

  it("that throws is named in the error, and is not tried again", async () => {
    const transformRequest = vi.fn(() => {
      throw new Error("no key in the drawer");
    });
    const error = await httpStore(root, { transformRequest })
      .get("c/0")
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "store-failed", retryable: false });
    expect(String(error)).toMatch(
      /GET https:\/\/h.test\/a\/c\/0 was not sent\. The option transformRequest failed: Error: no key in the drawer/,
    );
    expect(transformRequest).toHaveBeenCalledTimes(1);
  });
});

describe("errors", () => {
  it("hide query strings, which may hold signatures", async () => {
    const store = httpStore(`${root}?secret=1`, { fetch: async () => new Response(null, { status: 400 }) });
    const error = await store.get("c/0").catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      message: expect.stringContaining(`GET ${root}/c/0?… answered 400`),
      fields: { url: `${root}/c/0?…`, key: "c/0", status: 400 },
    });
    expect(JSON.stringify(error) + String(error)).not.toContain("secret");
  });

  it("tell whether the same call may succeed later", async () => {
    const failing = (status: number) =>
      httpStore(root, { retries: 0, fetch: async () => new Response(null, { status }) }).get("c/0");
    await expect(failing(503)).rejects.toMatchObject({ retryable: true });
    await expect(failing(400)).rejects.toMatchObject({ retryable: false });
  });

  it("keep the cause of a network failure", async () => {
    const cause = new TypeError("fetch failed");
    const store = httpStore(root, { retries: 0, fetch: () => Promise.reject(cause) });
    await expect(store.get("c/0")).rejects.toMatchObject({ code: "store-failed", cause, retryable: true });
  });
});

describe("abort", () => {
  it("rejects at once with the reason itself, even if fetch does not listen", async () => {
    const reason = { why: "a test" };
    for (const call of ["get", "size", "getRange", "getRanges"] as const) {
      const controller = new AbortController();
      const store = httpStore(root, { fetch: () => new Promise(() => {}) });
      const options = { signal: controller.signal };
      const waiting =
        call === "getRange"
          ? store.getRange("k", { offset: 0 }, options)
          : call === "getRanges"
            ? store.getRanges("k", [{ offset: 0 }, { offset: 1 }], options)
            : store[call]("k", options);
      setTimeout(() => controller.abort(reason), 5);
      await expect(waiting).rejects.toBe(reason);
    }
  });

  it("ends the wait before a retry", async () => {
    const reason = { why: "a test" };
    const controller = new AbortController();
    const store = httpStore(root, { retryDelay: 1e6, fetch: async () => new Response(null, { status: 503 }) });
    setTimeout(() => controller.abort(reason), 20);
    await expect(store.get("k", { signal: controller.signal })).rejects.toBe(reason);
  });

  it("reaches fetch, so that the transfer ends", async () => {
    const controller = new AbortController();
    let reached: AbortSignal | null | undefined;
    const store = httpStore(root, {
      fetch: (_, init) => {
        reached = init.signal;
        return new Promise(() => {});
      },
    });
    const waiting = store.get("k", { signal: controller.signal });
    waiting.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve));
    expect(reached?.aborted).toBe(false);
    controller.abort();
    expect(reached?.aborted).toBe(true);
  });
});

describe("requests", () => {
  it("are never more at once than the option concurrency says, whatever is called", async () => {
    let now = 0;
    let most = 0;
    const store = httpStore(root, {
      concurrency: 3,
      async fetch(url, init) {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now--;
        return fetchValue(url, init);
      },
    });
    const ranges = Array.from({ length: 20 }, (_, i) => ({ offset: i % 8, length: 1 }));
    const calls = [store.getRanges("a", ranges), ...Array.from({ length: 10 }, (_, i) => store.get(`k/${i}`))];
    expect((await Promise.all(calls)).length).toBe(11);
    expect(most).toBe(3);
  });

  it("are sent whatever number of them at once is asked for", async () => {
    for (const concurrency of [0, -1, Number.NaN, 0.5]) {
      expect(await httpStore(root, { concurrency, fetch: fetchValue }).get("c/0")).toEqual(body);
    }
  });

  it("for several parts of a value stop when one of them fails", async () => {
    let sent = 0;
    const store = httpStore(root, {
      concurrency: 1,
      fetch: async () => {
        sent++;
        return new Response(null, { status: 400 });
      },
    });
    const ranges = Array.from({ length: 20 }, (_, offset) => ({ offset }));
    await expect(store.getRanges("a", ranges)).rejects.toThrow(/answered 400/);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent).toBeLessThanOrEqual(2);
  });

  it("for several parts become one where a server knows no ranges", async () => {
    let sent = 0;
    const store = httpStore(root, {
      fetch: async () => {
        sent++;
        return new Response(body);
      },
    });
    const ranges = [{ offset: 1, length: 2 }, { suffix: 3 }, { offset: 0 }];
    const right = [body.slice(1, 3), body.slice(5), body];
    expect(await store.getRange("a", { offset: 1, length: 2 })).toEqual(right[0]);
    expect(await store.getRanges("a", ranges)).toEqual(right);
    expect(sent).toBe(2);
  });

  it("take no more of a body than the part that was asked for", async () => {
    let taken = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          taken += 1000;
          controller.enqueue(new Uint8Array(1000).fill(9));
        },
      });
    const store = httpStore(root, { wholeLimit: 10_000, fetch: async () => new Response(endless()) });
    expect(await store.getRange("a", { offset: 500, length: 1000 })).toEqual(new Uint8Array(1000).fill(9));
    expect(taken).toBeLessThan(5000);
    await expect(store.getRange("a", { offset: 500 })).rejects.toThrow(/more than 10000 bytes/);
    expect(taken).toBeLessThan(20_000);
  });
});

describe("parts of one value", () => {
  it("are refused where the server says that they lie elsewhere, also if it tells no total", async () => {
    const shifted = (by: number) =>
      httpStore(root, {
        async fetch(url, init) {
          const response = await fetchValue(url, init);
          const told = (_: string, first: string, last: string) => `bytes ${+first + by}-${+last + by}/*`;
          response.headers.set(
            "content-range",
            (response.headers.get("content-range") ?? "").replace(/bytes (\d+)-(\d+).*/, told),
          );
          return response;
        },
      });
    await expect(shifted(1).getRange("c/0", { offset: 2, length: 3 })).rejects.toThrow(
      /answered bytes=2-4 by 206 with Content-Range: bytes 3-5\/\*/,
    );
    expect(await shifted(0).getRange("c/0", { offset: 2, length: 3 })).toEqual(body.slice(2, 5));
    expect(await shifted(0).getRange("c/0", { offset: 6, length: 9 })).toEqual(body.slice(6));
  });

  it("that carry different versions are a conflict", async () => {
    let version = 0;
    const store = httpStore(root, {
      async fetch(url, init) {
        const response = await fetchValue(url, init);
        response.headers.set("etag", `"${++version}"`);
        return response;
      },
    });
    await expect(
      store.getRanges("a", [
        { offset: 0, length: 2 },
        { offset: 4, length: 2 },
      ]),
    ).rejects.toMatchObject({ code: "conflict", retryable: true });
  });

  it("at an end that has moved since its size was seen are asked for again", async () => {
    let size = 8;
    const store = httpStore(root, {
      suffixRanges: false,
      async fetch(_, { method, headers }) {
        const first = Number(/\d+/.exec((headers as Record<string, string>)["Range"] ?? "0")?.[0]);
        const part = Uint8Array.from({ length: Math.max(0, size - first) }, (_, i) => first + i);
        return new Response(method === "HEAD" ? null : part, {
          status: 206,
          headers: { "content-length": String(part.length) },
        });
      },
    });
    expect(await store.getRange("a", { suffix: 2 })).toEqual(Uint8Array.of(6, 7));
    size = 100;
    expect(await store.getRange("a", { suffix: 2 })).toEqual(Uint8Array.of(98, 99));
    size = 50;
    expect(await store.getRange("a", { suffix: 2 })).toEqual(Uint8Array.of(48, 49));
  });
});

describe("getVersioned", () => {
  const answering = (headers: Record<string, string>) =>
    httpStore(root, { fetch: async () => new Response(body, { headers }) });

  it("answers the ETag, else Last-Modified", async () => {
    const date = "Sat, 22 Nov 2025 08:00:00 GMT";
    expect(await answering({ etag: '"x"', "last-modified": date }).getVersioned("a")).toEqual({
      bytes: body,
      version: '"x"',
    });
    expect(await answering({ "last-modified": date }).getVersioned("a")).toEqual({ bytes: body, version: date });
  });

  it("is unsupported where neither is visible", async () => {
    await expect(answering({}).getVersioned("a")).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringContaining("Access-Control-Expose-Headers"),
    });
  });
});

describe("getRangesVersioned", () => {
  it("tells the size of the value where Content-Range does, or where it had to ask", async () => {
    const within = [
      { offset: 1, length: 2 },
      { offset: 6, length: 2 },
    ];
    const store = httpStore(root, { fetch: fetchValue });
    expect((await store.getRangesVersioned("c", within))?.size).toBe(8);
    const page = httpStore(root, { fetch: fetchValue, suffixRanges: false });
    expect((await page.getRangesVersioned("c", [{ suffix: 3 }]))?.size).toBe(8);
    const hidden = httpStore(root, {
      async fetch(url, init) {
        const { status, headers, body: bytes } = await fetchValue(url, init);
        headers.delete("content-range");
        return new Response(bytes, { status, headers });
      },
    });
    expect((await hidden.getRangesVersioned("c", within))?.size).toBeUndefined();
  });

  it("is a conflict where its parts are of values of different sizes", async () => {
    let requests = 0;
    const store = httpStore(root, {
      retries: 0,
      async fetch(url, init) {
        const { status, headers, body: bytes } = await fetchValue(url, init);
        if (++requests === 2) headers.set("content-range", headers.get("content-range")!.replace("/8", "/9"));
        return new Response(bytes, { status, headers });
      },
    });
    const read = store.getRangesVersioned("c", [
      { offset: 1, length: 2 },
      { offset: 5, length: 1 },
    ]);
    await expect(read).rejects.toMatchObject({ code: "conflict" });
  });
});
