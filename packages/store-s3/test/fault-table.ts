import { type ErrorCode, isZarrError } from "@zarrkit/plugin-api";
import { S3, type S3Fault, type S3Request, type S3Options as ServerOptions } from "@zarrkit/test-servers/s3";
import { expect } from "vitest";
import { type S3Options, s3Store } from "../src/store.js";

export const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret+/secret" };
const value = Uint8Array.from({ length: 5000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 13);
const values = [
  ["a/c/0", value],
  ["a/c/1", value],
  ["a/zarr.json", new TextEncoder().encode('{"zarr_format":3}')],
] as const;

type Store = ReturnType<typeof s3Store>;

interface Call {
  readonly name: string;
  readonly run: (store: Store, endpoint: string) => Promise<unknown>;
  readonly right?: unknown;
}

async function keysOf(store: Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list("")) keys.push(key);
  return keys;
}

const calls = {
  get: { name: "get", run: (store) => store.get("c/0"), right: value },
  range: {
    name: "range",
    run: (store) => store.getRange("c/0", { offset: 1000, length: 2000 }),
    right: value.slice(1000, 3000),
  },
  ranges: {
    name: "ranges",
    run: (store) =>
      store.getRanges("c/0", [
        { offset: 9, length: 9 },
        { offset: 4990, length: 90 },
      ]),
    right: [value.slice(9, 18), value.slice(4990)],
  },
  versioned: {
    name: "get versioned",
    run: async (store) => (await store.getVersioned?.("c/0"))?.bytes,
    right: value,
  },
  list: { name: "list", run: keysOf, right: ["c/0", "c/1", "zarr.json"] },
  set: {
    name: "set",
    run: async (store) => {
      await store.set("n", value);
      return store.get("n");
    },
    right: value,
  },
  create: { name: "create", run: (store) => store.set("n", value, { onlyIf: "absent" }) },
  parts: {
    name: "set in parts",
    run: async (store) => {
      await store.set("n", value);
      return store.get("n");
    },
    right: value,
  },
  delete: {
    name: "delete",
    run: async (store) => {
      await store.delete("c/1");
      return keysOf(store);
    },
    right: ["c/0", "zarr.json"],
  },
  missing: { name: "get missing", run: (store) => store.get("c/9"), right: undefined },
} satisfies Record<string, Call>;

interface Row {
  readonly fault: string;
  readonly call: Call;
  readonly server?: ServerOptions;
  readonly options?: S3Options;
  readonly error?: { readonly code: ErrorCode; readonly says: RegExp };
  readonly requests?: number;
  /** Seen by mocks alone: over HTTP a body ends where Content-Length says, and the data are right. */
  readonly onlyMocked?: true;
}

const always =
  (fault: S3Fault, when: (request: S3Request) => boolean = () => true) =>
  (request: S3Request) =>
    when(request) ? fault : undefined;
const times = (count: number, fault: S3Fault) => (_: S3Request, n: number) => (n <= count ? fault : undefined);
const error = (status: number, code?: string, headers?: Record<string, string>): S3Fault => ({
  kind: "error",
  status,
  ...(code && { code }),
  ...(headers && { headers }),
});
const puts = ({ method }: S3Request) => method === "PUT";
const inParts = { partSize: 2000 };

const passing = [
  ["SlowDown", 503],
  ["InternalError", 500],
  ["ServiceUnavailable", 503],
  ["RequestTimeout", 400],
  ["RequestLimitExceeded", 503],
] as const;

const rows: readonly Row[] = [
  ...passing.flatMap(([code, status]): Row[] => [
    { fault: `${code} twice`, call: calls.get, server: { fault: times(2, error(status, code)) }, requests: 3 },
    { fault: `${code} twice`, call: calls.list, server: { fault: times(2, error(status, code)) }, requests: 3 },
    { fault: `${code} twice`, call: calls.set, server: { fault: times(2, error(status, code)) }, requests: 4 },
    {
      fault: `${code} always`,
      call: calls.range,
      server: { fault: always(error(status, code)) },
      requests: 3,
      error: {
        code: "store-failed",
        says: new RegExp(`answered ${status} ${code}: .* \\(attempt 3\\)\\. The server is busy`),
      },
    },
  ]),
  ...[429, 500, 502, 503, 504].map(
    (status): Row => ({
      fault: `${status} without a body`,
      call: calls.get,
      server: { fault: times(2, error(status)) },
      requests: 3,
    }),
  ),
  {
    fault: "503, Retry-After in seconds",
    call: calls.get,
    server: { fault: times(1, error(503, "SlowDown", { "retry-after": "1" })) },
    requests: 2,
  },
  {
    fault: "503, Retry-After of an hour",
    call: calls.get,
    server: { fault: always(error(503, "SlowDown", { "retry-after": "3600" })) },
    requests: 1,
    error: { code: "store-failed", says: /503 SlowDown/ },
  },
  ...[calls.get, calls.range, calls.ranges, calls.list, calls.set, calls.delete].map(
    (call): Row => ({
      fault: "connection broken once",
      call,
      server: { fault: times(1, { kind: "broken", done: false }) },
    }),
  ),
  {
    fault: "connection broken always",
    call: calls.get,
    server: { fault: always({ kind: "broken", done: false }) },
    requests: 3,
    error: { code: "store-failed", says: /failed on its way \(attempt 3\)\. Check the network/ },
  },
  ...[calls.get, calls.range, calls.list].map(
    (call): Row => ({
      fault: "cut in mid-body once",
      call,
      server: { fault: times(1, { kind: "cut", after: 100 }) },
      requests: 2,
    }),
  ),
  {
    fault: "answer of a write lost",
    call: calls.set,
    server: { fault: times(1, { kind: "broken", done: true }) },
    requests: 3,
  },
  {
    fault: "answer of a create lost",
    call: calls.create,
    server: { fault: times(1, { kind: "broken", done: true }) },
    requests: 1,
    error: {
      code: "store-failed",
      says: /The write may have been carried out all the same: read the value before you write again\.$/,
    },
  },
  {
    fault: "SlowDown before a create",
    call: calls.create,
    server: { fault: times(1, error(503, "SlowDown")) },
    requests: 2,
  },
  {
    fault: "ConditionalRequestConflict once",
    call: calls.create,
    server: { fault: times(1, error(409, "ConditionalRequestConflict")) },
    requests: 2,
  },
  {
    fault: "ConditionalRequestConflict always",
    call: calls.create,
    server: { fault: always(error(409, "ConditionalRequestConflict")) },
    requests: 3,
    error: { code: "conflict", says: /read it again/ },
  },
  {
    fault: "create of what is there",
    call: { ...calls.create, run: (store) => store.set("c/0", value, { onlyIf: "absent" }) },
    requests: 1,
    error: {
      code: "conflict",
      says: /412 PreconditionFailed: .* The value is not what it was expected to be: read it again/,
    },
  },
  {
    fault: "silent once",
    call: calls.get,
    server: { fault: times(1, { kind: "slow", delay: 2500 }) },
    options: { timeout: 1000 },
    requests: 2,
  },
  {
    fault: "silent always",
    call: calls.get,
    server: { fault: always({ kind: "slow", delay: 900 }) },
    options: { timeout: 100 },
    error: { code: "store-failed", says: /got nothing for 100 ms \(attempt 3\)\. The network or the server is slow/ },
  },
  {
    fault: "part with fewer bytes once",
    call: calls.range,
    server: { fault: times(1, { kind: "length", by: -5 }) },
    requests: 2,
  },
  {
    fault: "part with more bytes always",
    call: calls.range,
    server: { fault: always({ kind: "length", by: 5 }) },
    error: {
      code: "store-failed",
      says: /sent (more than the 2000 bytes|2005)|announced 2000 bytes and sent 2005|failed on its way/,
    },
    onlyMocked: true,
  },
  ...[calls.range, calls.ranges].map(
    (call): Row => ({
      fault: "Content-Range and ETag hidden",
      call,
      server: { fault: always({ kind: "hidden", headers: ["content-range", "etag"] }) },
    }),
  ),
  {
    fault: "HTML page with 200 for a listing",
    call: calls.list,
    server: {
      fault: always({ kind: "answer", status: 200, body: "<!DOCTYPE html><html><p>Hello", type: "text/html" }),
    },
    error: { code: "store-failed", says: /no whole XML document/ },
  },
  ...[calls.get, calls.range, calls.versioned].map(
    (call): Row => ({
      fault: "HTML page with 200 for a value",
      call,
      server: {
        fault: always({ kind: "answer", status: 200, body: "<!DOCTYPE html><html><p>Log in", type: "text/html" }),
      },
      requests: 1,
      error: { code: "store-failed", says: /answered an HTML page\. Something on the way/ },
    }),
  ),
  {
    fault: "HTML page with 403",
    call: calls.get,
    server: { fault: always({ kind: "answer", status: 403, body: "<html><p>Firewall", type: "text/html" }) },
    requests: 1,
    error: { code: "access-denied", says: /answered 403\. The credentials may not do this/ },
  },
  {
    fault: "half a listing",
    call: calls.list,
    server: { fault: times(1, { kind: "answer", status: 200, body: "<ListBucketResult><Contents><Key>c/0</Key>" }) },
    requests: 2,
  },
  { fault: "another region (header)", call: calls.get, server: { region: "eu-west-1" }, requests: 2 },
  { fault: "another region (write)", call: calls.create, server: { region: "eu-west-1" }, requests: 2 },
  {
    fault: "region told wrong always",
    call: calls.get,
    server: { fault: always(error(400, "AuthorizationHeaderMalformed", { "x-amz-bucket-region": "xx-new-1" })) },
    requests: 2,
    error: { code: "store-failed", says: /The bucket data lies in xx-new-1: pass that as region/ },
  },
  { fault: "clock an hour behind", call: calls.set, server: { clock: 3_600_000 }, requests: 3 },
  {
    fault: "clock that stays wrong",
    call: calls.get,
    server: { fault: always(error(403, "RequestTimeTooSkewed")) },
    error: { code: "access-denied", says: /RequestTimeTooSkewed: .* set the clock/ },
  },
  {
    fault: "expired token, fresh one at hand",
    call: calls.get,
    server: { fault: times(1, error(400, "ExpiredToken")) },
    options: { credentials: async () => ({ ...credentials }) },
    requests: 2,
  },
  {
    fault: "expired token, none other",
    call: calls.get,
    server: { fault: always(error(400, "ExpiredToken")) },
    requests: 1,
    error: { code: "access-denied", says: /ExpiredToken: .* a function as credentials/ },
  },
  {
    fault: "token that stays expired",
    call: calls.get,
    server: { fault: always(error(400, "ExpiredToken")) },
    options: { credentials: async () => ({ ...credentials }) },
    requests: 2,
    error: { code: "access-denied", says: /ExpiredToken/ },
  },
  {
    fault: "unknown access key",
    call: calls.get,
    options: { credentials: { ...credentials, accessKeyId: "OTHER" } },
    requests: 1,
    error: { code: "access-denied", says: /InvalidAccessKeyId: .* check accessKeyId/ },
  },
  {
    fault: "wrong secret",
    call: calls.get,
    options: { credentials: { ...credentials, secretAccessKey: "x" } },
    requests: 1,
    error: { code: "access-denied", says: /SignatureDoesNotMatch: .* check accessKeyId/ },
  },
  {
    fault: "token missing",
    call: calls.get,
    server: { keys: [{ ...credentials, sessionToken: "t" }] },
    requests: 1,
    error: { code: "access-denied", says: /InvalidToken: / },
  },
  {
    fault: "session token",
    call: calls.set,
    server: { keys: [{ ...credentials, sessionToken: "t/+=" }] },
    options: { credentials: { ...credentials, sessionToken: "t/+=" } },
    requests: 2,
  },
  {
    fault: "anonymous, not allowed",
    call: calls.get,
    options: { credentials: async () => undefined },
    requests: 1,
    error: { code: "access-denied", says: /The request was anonymous and data does not allow that: pass credentials/ },
  },
  {
    fault: "anonymous, may not list",
    call: calls.list,
    server: { anonymous: "read" },
    options: { credentials: async () => undefined },
    requests: 1,
    error: { code: "access-denied", says: /anonymous and data does not allow that: pass credentials\.$/ },
  },
  {
    fault: "403 for missing keys, unknown yet",
    call: calls.missing,
    server: { hidesMissing: true },
    requests: 1,
    error: { code: "access-denied", says: /s3:GetObject/ },
  },
  {
    fault: "403 for missing keys, others read",
    call: { ...calls.missing, run: async (store) => (await store.get("zarr.json")) && store.get("c/9") },
    server: { hidesMissing: true },
    requests: 3,
  },
  {
    fault: "403 for missing keys, others on their way",
    call: {
      ...calls.missing,
      run: async (store) => (await Promise.all([store.get("c/9"), store.get("zarr.json")]))[0],
    },
    server: { hidesMissing: true },
    requests: 3,
  },
  {
    fault: "403 for everything, after reading",
    call: { ...calls.missing, run: async (store) => (await store.get("zarr.json")) && store.get("c/0") },
    server: { fault: (_, n) => (n > 1 ? error(403, "AccessDenied") : undefined) },
    requests: 3,
    error: { code: "access-denied", says: /AccessDenied/ },
  },
  {
    fault: '403, forbidden: "missing"',
    call: calls.missing,
    server: { hidesMissing: true },
    options: { forbidden: "missing" },
    requests: 1,
  },
  { fault: "404", call: calls.missing, requests: 1 },
  {
    fault: "no such bucket",
    call: {
      ...calls.get,
      run: (_, endpoint) => s3Store("s3://nowhere/a", { endpoint, pathStyle: true, credentials }).get("c/0"),
    },
    error: { code: "not-found", says: /There is no bucket nowhere at this endpoint/ },
    requests: 1,
  },
  {
    fault: "archived",
    call: calls.get,
    server: { fault: always(error(403, "InvalidObjectState")) },
    requests: 1,
    error: { code: "access-denied", says: /archived: have it restored/ },
  },
  {
    fault: "not implemented",
    call: calls.create,
    server: { fault: always(error(501, "NotImplemented")) },
    requests: 1,
    error: { code: "unsupported", says: /does not know this kind of request/ },
  },
  {
    fault: "an error unheard of",
    call: calls.get,
    server: { fault: always(error(418, "Teapot")) },
    requests: 1,
    error: { code: "store-failed", says: /answered 418 Teapot: .* Check the address/ },
  },
  {
    fault: "one part fails twice",
    call: calls.parts,
    options: inParts,
    server: {
      smallestPart: 1,
      fault: (request, n) => (puts(request) && n < 4 ? error(500, "InternalError") : undefined),
    },
  },
  {
    fault: "parts fail always",
    call: calls.parts,
    options: inParts,
    server: { smallestPart: 1, fault: always(error(503, "SlowDown"), puts) },
    error: { code: "store-failed", says: /503 SlowDown/ },
  },
  {
    fault: "parts too small for the server",
    call: calls.parts,
    options: inParts,
    server: {},
    error: { code: "store-failed", says: /EntityTooSmall: .* raise the option partSize/ },
  },
  {
    fault: "answer of a completion lost",
    call: calls.parts,
    options: inParts,
    server: {
      smallestPart: 1,
      fault: (request, n) => (request.method === "POST" && n === 5 ? { kind: "broken", done: true } : undefined),
    },
  },
  {
    fault: "completion answered 200 with an error",
    call: calls.parts,
    options: inParts,
    server: {
      smallestPart: 1,
      fault: (request, n) =>
        request.method === "POST" && n === 5
          ? {
              kind: "answer",
              status: 200,
              body: "<?xml version='1.0'?><Error><Code>InternalError</Code><Message>m</Message></Error>",
            }
          : undefined,
    },
  },
];

/** Where the mocked server answers. */
export const endpoint = "https://minio.test";

/** Runs every row, checks it, and keeps what came of it for the table. */
export class FaultTable {
  readonly rows = rows;
  readonly #lines: string[] = [];
  #right = 0;
  #requests = 0;

  constructor(readonly transport: string) {}

  /** `serve` says where the server answers from now on. */
  async show(
    { fault, call, server = {}, options, error, requests, onlyMocked }: Row,
    serve: (s3: S3) => string | Promise<string>,
  ) {
    const s3 = new S3({ keys: [credentials], ...server });
    s3.bucket("data", values);
    const address = await serve(s3);
    const expected = onlyMocked && address !== endpoint ? undefined : error;
    const plain = {
      endpoint: address,
      credentials,
      retries: 2,
      retryDelay: 1,
      versions: true,
      suffixRanges: true,
    };
    const end = await call.run(s3Store("s3://data/a", { ...plain, ...options }), address).then(
      (answer) =>
        JSON.stringify(answer) === JSON.stringify(call.right) ? "right data" : `WRONG: ${JSON.stringify(answer)}`,
      (problem: unknown) =>
        isZarrError(problem) ? `${problem.code}: ${problem.message}` : `WRONG: ${String(problem)}`,
    );
    this.#lines.push(`${fault.padEnd(42)} ${call.name.padEnd(13)} ${String(s3.log.length).padStart(3)}  ${end}`);
    this.#requests += s3.log.length;
    if (end === "right data") this.#right++;
    if (expected) {
      expect(end).toMatch(expected.says);
      expect(end.startsWith(`${expected.code}: `), end).toBe(true);
      expect(end).toMatch(/[.:] [A-Z][^.]{12,}\.$|Try again\.$/);
    } else expect(end).toBe("right data");
    if (requests !== undefined) expect(s3.log.length, "requests").toBe(requests);
    await expect.poll(() => s3.buckets.get("data")?.uploads.size, { message: "uploads left behind" }).toBe(0);
  }

  print(): void {
    const count = this.#lines.length;
    const total = `${count} rows over ${this.transport}: ${this.#right} right data, ${count - this.#right} errors with a remedy; ${this.#requests} requests`;
    console.log([...this.#lines, total].join("\n"));
  }
}
