import type { ErrorCode } from "@zarrkit/plugin-api";
import type { Fault, Rule, SiteOptions } from "@zarrkit/test-servers";
import type { HttpOptions, httpStore } from "../src/store.js";

/** Noise, so that it is as long compressed as it is plain. */
export const value = Uint8Array.from({ length: 5000 }, (_, i) => (Math.imul(i + 1, 0x9e3779b1) ** 2) >>> 13);
/** The reverse: compressed it is shorter than the offset of a part. */
const even = new Uint8Array(5000).fill(7);
export const document = new TextEncoder().encode(
  '{"zarr_format": 3, "node_type": "group", "attributes": {"text": "enough to be cut"}}',
);
export const values = [
  ["c/0", value],
  ["zarr.json", document],
  ["moved", value],
  ["even", even],
] as const;

type Store = ReturnType<typeof httpStore>;

/** One call of the store and its right answer. */
interface Call {
  readonly name: string;
  readonly run: (store: Store) => Promise<unknown>;
  readonly right: unknown;
}

export const calls = {
  get: { name: "get", run: (store) => store.get("c/0"), right: value },
  document: { name: "get zarr.json", run: (store) => store.get("zarr.json"), right: document },
  range: {
    name: "range",
    run: (store) => store.getRange("c/0", { offset: 1000, length: 2000 }),
    right: value.slice(1000, 3000),
  },
  end: { name: "to the end", run: (store) => store.getRange("c/0", { offset: 4500 }), right: value.slice(4500) },
  past: {
    name: "past the end",
    run: (store) => store.getRange("c/0", { offset: 4900, length: 300 }),
    right: value.slice(4900),
  },
  suffix: { name: "suffix", run: (store) => store.getRange("c/0", { suffix: 700 }), right: value.slice(4300) },
  ranges: {
    name: "ranges",
    run: (store) => store.getRanges("c/0", [{ offset: 10, length: 20 }, { suffix: 30 }]),
    right: [value.slice(10, 30), value.slice(4970)],
  },
  size: { name: "size", run: (store) => store.size("c/0"), right: 5000 },
  missing: { name: "get missing", run: (store) => store.get("c/1"), right: undefined },
  missingRange: { name: "range missing", run: (store) => store.getRange("c/1", { suffix: 8 }), right: undefined },
} satisfies Record<string, Call>;

/** How requests are answered, and where they come from. */
export type Transport = "HTTP in Node" | "HTTP in a page" | "msw in Node" | "msw in a page";

export interface Row {
  readonly fault: string;
  readonly call: Call;
  readonly site?: Omit<SiteOptions, "values">;
  readonly options?: HttpOptions;
  /** What the error must say, where the row ends in one. */
  readonly error?: { readonly code: ErrorCode; readonly says: RegExp };
  /** Requests it may take, all in all. */
  readonly requests?: number;
  /** Where the row cannot be shown, and why. */
  readonly not?: Partial<Record<Transport, string>>;
}

const rule = (fault: Fault, more: Omit<Rule, "fault"> = {}): { readonly rules: Rule[] } => ({
  rules: [{ fault, ...more }],
});
const once = { times: 1 };
const reads = [calls.get, calls.range, calls.suffix];

const statuses = [408, 429, 500, 502, 503, 504].flatMap((status): Row[] => [
  { fault: `${status} twice`, call: calls.get, site: rule({ kind: "status", status }, { times: 2 }), requests: 3 },
  {
    fault: `${status} always`,
    call: calls.range,
    site: rule({ kind: "status", status }),
    error: { code: "store-failed", says: new RegExp(`answered ${status} \\(attempt 3\\)\\. The server is busy`) },
    requests: 3,
  },
]);

const retryAfter: Row[] = [
  {
    fault: "429, Retry-After in seconds",
    call: calls.get,
    site: rule({ kind: "status", status: 429, retryAfter: "1" }, once),
    requests: 2,
  },
  {
    fault: "503, Retry-After as a date",
    call: calls.range,
    site: rule({ kind: "status", status: 503, retryAfter: new Date(Date.now() + 1000).toUTCString() }, once),
    requests: 2,
  },
  {
    fault: "503, Retry-After of an hour",
    call: calls.get,
    site: rule({ kind: "status", status: 503, retryAfter: "3600" }),
    error: { code: "store-failed", says: /answered 503\. The server is busy/ },
    requests: 1,
  },
];

const network = reads.flatMap((call): Row[] => [
  { fault: "refused once", call, site: rule({ kind: "refused" }, once) },
  { fault: "reset in mid-body once", call, site: rule({ kind: "cut", after: 300, by: "reset" }, once) },
  { fault: "truncated once", call, site: rule({ kind: "cut", after: 300, by: "end" }, once) },
  { fault: "silent once", call, site: rule({ kind: "slow", before: 3000 }, once), options: { timeout: 1000 } },
]);

const lasting: Row[] = [
  {
    fault: "refused always",
    call: calls.get,
    site: rule({ kind: "refused" }),
    error: { code: "store-failed", says: /failed on its way \(attempt 3\)\. Check the network/ },
    requests: 3,
  },
  {
    fault: "reset in mid-body always",
    call: calls.range,
    site: rule({ kind: "cut", after: 300, by: "reset" }),
    error: { code: "store-failed", says: /failed on its way \(attempt 3\)\. Check the network/ },
    requests: 3,
  },
  {
    fault: "truncated always",
    call: calls.get,
    site: rule({ kind: "cut", after: 300, by: "end" }),
    error: { code: "store-failed", says: /(announced 5000 bytes and sent 300|failed on its way) \(attempt 3\)/ },
    requests: 3,
  },
  {
    fault: "truncated range, no length told, once",
    call: calls.range,
    site: {
      rules: [
        { fault: { kind: "cut", after: 300, by: "end" }, times: 1 },
        { fault: { kind: "hidden", headers: ["content-length"] } },
      ],
    },
    requests: 2,
  },
  {
    fault: "silent always",
    call: calls.get,
    site: rule({ kind: "slow", before: 900 }),
    options: { timeout: 200 },
    error: { code: "store-failed", says: /got nothing for 200 ms \(attempt 3\)\. The network or the server is slow/ },
    requests: 3,
  },
  {
    fault: "silent in mid-body",
    call: calls.get,
    site: rule({ kind: "slow", between: 900 }),
    options: { timeout: 200, retries: 0 },
    error: { code: "store-failed", says: /got nothing for 200 ms\. The network or the server is slow/ },
    requests: 1,
  },
  {
    fault: "slow, but never silent",
    call: calls.get,
    site: rule({ kind: "slow", between: 500 }),
    options: { timeout: 2000 },
    requests: 1,
  },
];

const lengths: Row[] = [
  {
    fault: "206 with fewer bytes",
    call: calls.range,
    site: rule({ kind: "part length", by: -5 }),
    error: {
      code: "store-failed",
      says: /sent fewer than the 2000 bytes of bytes=1000-2999\. The server or a proxy is broken/,
    },
  },
  {
    fault: "206 with more bytes",
    call: calls.range,
    site: rule({ kind: "part length", by: 5 }),
    error: {
      code: "store-failed",
      says: /sent more than the 2000 bytes of bytes=1000-2999\. The server or a proxy is broken/,
    },
  },
  {
    fault: "206, fewer bytes, Content-Range hidden",
    call: calls.range,
    site: {
      rules: [{ fault: { kind: "part length", by: -5 } }, { fault: { kind: "hidden", headers: ["content-range"] } }],
    },
    error: { code: "conflict", says: /sent 1995 bytes for bytes=1000-2999 of 5000: it may have changed/ },
  },
  {
    fault: "Content-Range elsewhere",
    call: calls.range,
    site: rule({ kind: "content-range", by: 8 }),
    error: {
      code: "store-failed",
      says: /answered bytes=1000-2999 by 206 with Content-Range: bytes 1008-3007\/5000\. The server/,
    },
    requests: 1,
  },
  { fault: "Content-Range elsewhere", call: calls.suffix, site: rule({ kind: "content-range", by: 8 }, once) },
  {
    fault: "Content-Length too long once",
    call: calls.get,
    site: rule({ kind: "content-length", by: 5 }, once),
    requests: 2,
  },
  {
    fault: "Content-Length too long always",
    call: calls.get,
    site: rule({ kind: "content-length", by: 5 }),
    error: { code: "store-failed", says: /(announced 5005 bytes and sent 5000|failed on its way) \(attempt 3\)/ },
  },
  ...[calls.range, calls.end, calls.past, calls.suffix, calls.ranges, calls.size].map((call) => ({
    fault: "Content-Range hidden",
    call,
    site: rule({ kind: "hidden", headers: ["content-range"] }),
  })),
  ...[calls.get, calls.range, calls.suffix, calls.size].map((call) => ({
    fault: "no length told",
    call,
    site: rule({ kind: "hidden", headers: ["content-length", "content-range"] }),
  })),
];

const ranges: Row[] = [
  ...[calls.range, calls.end, calls.past, calls.suffix, calls.ranges, calls.size].map((call) => ({
    fault: "knows no ranges (200)",
    call,
    site: rule({ kind: "ranges ignored" }),
  })),
  {
    fault: "knows no ranges, value over the cap",
    call: calls.end,
    site: rule({ kind: "ranges ignored" }),
    options: { wholeLimit: 3000 },
    error: {
      code: "store-failed",
      says: /sent the whole value for a part of it, more than 3000 bytes\. Use a server that knows ranges/,
    },
    requests: 1,
  },
  {
    fault: "knows no ranges, part within the cap",
    call: calls.range,
    site: rule({ kind: "ranges ignored" }),
    options: { wholeLimit: 3000 },
    requests: 1,
  },
  ...(["unsatisfiable", "first bytes", "from offset"] as const).flatMap((as) =>
    [calls.suffix, calls.ranges].map((call) => ({
      fault: `suffix misread: ${as}`,
      call,
      site: rule({ kind: "suffix misread", as }),
    })),
  ),
  {
    fault: "416 for what is there",
    call: calls.range,
    site: rule({ kind: "status", status: 416 }, once),
    error: { code: "conflict", says: /sent 0 bytes for bytes=1000-2999 of 5000: it may have changed/ },
  },
  ...[405, 403, 400, 501].flatMap((status) =>
    [calls.size, calls.ranges].map((call) => ({
      fault: `HEAD refused (${status})`,
      call,
      site: rule({ kind: "status", status }, { methods: ["HEAD"] }),
      options: { suffixRanges: false },
    })),
  ),
];

const encoded: Row[] = [
  {
    fault: "Content-Encoding: gzip",
    call: calls.get,
    site: rule({ kind: "encoded" }),
    not: { "msw in a page": "bodies it makes are not decoded" },
  },
  {
    fault: "Content-Encoding: gzip",
    call: calls.range,
    site: rule({ kind: "encoded" }),
    error: {
      code: "store-failed",
      says: /(with Content-Encoding: gzip\. A part of a compressed form|failed on its way)/,
    },
  },
  {
    fault: "Content-Encoding: gzip",
    call: calls.suffix,
    site: rule({ kind: "encoded" }),
    options: { suffixRanges: false },
    not: { "msw in a page": "bodies it makes are not decoded" },
  },
  {
    fault: "Content-Encoding: gzip, compressed to less than the offset",
    call: { ...calls.range, run: (store) => store.getRange("even", { offset: 1000, length: 2000 }) },
    site: rule({ kind: "encoded" }),
    error: { code: "conflict", says: /sent 0 bytes for bytes=1000-2999 of 5000: it may have changed/ },
    not: { "msw in a page": "bodies it makes are not decoded" },
  },
  {
    fault: "Content-Encoding: gzip",
    call: calls.size,
    site: rule({ kind: "encoded" }),
    not: { "msw in a page": "bodies it makes are not decoded" },
  },
];

const pages = [calls.document, calls.get, calls.range, calls.missing].map(
  (call): Row => ({
    fault: "HTML page",
    call,
    site: rule({ kind: "page" }),
    error: { code: "store-failed", says: /answered an HTML page\. It may want a login/ },
    requests: 1,
  }),
);

const redirects: Row[] = [
  ...([301, 302, 303, 307, 308] as const).flatMap((status) =>
    [calls.get, calls.range].map((call) => ({
      fault: `redirect ${status}`,
      call,
      site: rule({ kind: "redirect", status, to: "../moved" }, { keys: "c/0" }),
    })),
  ),
  {
    fault: "redirect to itself",
    call: calls.get,
    site: rule({ kind: "redirect", status: 302, to: "0" }, { keys: "c/0" }),
    options: { retries: 0 },
    error: { code: "store-failed", says: /failed on its way\. Check the network/ },
    not: { "msw in Node": "it follows such redirects for ever" },
  },
];

const fresh = { rules: [] as Rule[] };
const token = (status: 401 | 403): Pick<Row, "site" | "options"> => ({
  site: rule({ kind: "status", status }, { unless: ["authorization", "Bearer fresh"] }),
  options: {
    transformRequest: (request) => ({
      ...request,
      headers: { ...request.headers, authorization: request.refused ? "Bearer fresh" : "Bearer old" },
    }),
  },
});
const denied = (status: number) => ({
  code: "access-denied" as const,
  says: new RegExp(`answered ${status}\\. Send credentials`),
});

const access: Row[] = [
  ...([401, 403] as const).flatMap((status) => [
    { fault: `expired token (${status})`, call: calls.get, ...token(status), requests: 2 },
    { fault: `expired token (${status})`, call: calls.range, ...token(status) },
    {
      fault: `token that stays expired (${status})`,
      call: calls.get,
      site: rule({ kind: "status", status }),
      options: { transformRequest: (request) => request },
      error: { code: "access-denied", says: new RegExp(`answered ${status} \\(attempt 2\\)\\. Send credentials`) },
      requests: 2,
    } satisfies Row,
    {
      fault: `${status} for everything`,
      call: calls.get,
      site: rule({ kind: "status", status }),
      error: denied(status),
      requests: 1,
    },
  ]),
  {
    fault: "403 for missing keys, unknown yet",
    call: calls.missing,
    site: { ...fresh, missing: 403 },
    error: denied(403),
    requests: 1,
  },
  {
    fault: "403 for missing keys, others read",
    call: { ...calls.missing, run: async (store) => (await store.get("zarr.json")) && store.get("c/1") },
    site: { ...fresh, missing: 403 },
    requests: 3,
  },
  {
    fault: "403 for missing keys, others on their way",
    call: {
      ...calls.missing,
      run: async (store) => (await Promise.all([store.get("c/1"), store.get("zarr.json")]))[0],
    },
    site: { ...fresh, missing: 403 },
    requests: 3,
  },
  {
    fault: "403 for everything, after reading",
    call: { ...calls.get, run: async (store) => (await store.get("zarr.json")) && store.get("c/0") },
    site: rule({ kind: "status", status: 403 }, { after: 1 }),
    error: denied(403),
    requests: 3,
  },
  {
    fault: '403, forbidden: "missing"',
    call: calls.missing,
    site: { ...fresh, missing: 403 },
    options: { forbidden: "missing" },
    requests: 1,
  },
  {
    fault: '403, forbidden: "error"',
    call: { ...calls.missing, run: async (store) => (await store.get("zarr.json")) && store.get("c/1") },
    site: { ...fresh, missing: 403 },
    options: { forbidden: "error" },
    error: denied(403),
    requests: 2,
  },
  { fault: "404", call: calls.missing, requests: 1 },
  { fault: "404", call: calls.missingRange },
  { fault: "410", call: calls.missing, site: { ...fresh, missing: 410 }, requests: 1 },
  ...[204, 300, 400, 418, 505].map((status) => ({
    fault: `${status}`,
    call: calls.get,
    site: rule({ kind: "status", status }),
    error: { code: "store-failed" as const, says: new RegExp(`answered ${status}\\. Check the URL`) },
    requests: 1,
  })),
];

/** Every way to fail that we know, each with a call that meets it. */
export const rows: readonly Row[] = [
  ...statuses,
  ...retryAfter,
  ...network,
  ...lasting,
  ...lengths,
  ...ranges,
  ...encoded,
  ...pages,
  ...redirects,
  ...access,
];
