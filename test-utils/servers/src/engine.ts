import type { Cors, Fault } from "./fault.js";

export interface SiteRequest {
  readonly method: string;
  readonly key: string;
  /** Without "?". */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer, and how it is delivered. */
export interface SiteAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What is meant to be sent; `undefined` for none. */
  readonly body: Uint8Array | undefined;
  readonly refused?: boolean;
  readonly cut?: { readonly after: number; readonly by: "end" | "reset" };
  /** Milliseconds before the answer, and between pieces of 1,000 bytes. */
  readonly before?: number;
  readonly between?: number;
}

export interface SiteManners {
  /** The status of keys that are not there. */
  readonly missing: 403 | 404 | 410;
  readonly cors: Cors;
}

/** What a server answers: as HTTP says (RFC 9110), then as its faults say. Pure, so that every transport answers alike. */
export async function answerOf(
  request: SiteRequest,
  value: Uint8Array | undefined,
  manners: SiteManners,
  faults: readonly Fault[],
): Promise<SiteAnswer> {
  const find = <K extends Fault["kind"]>(kind: K) =>
    faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind);
  const { cut, ...delivery } = deliveryOf(find("slow"), find("cut"), find("refused") !== undefined);
  const finish = (status: number, headers: Record<string, string>, body?: Uint8Array): SiteAnswer => {
    const all = { ...headers, ...corsHeaders(manners.cors, request.method) };
    for (const name of find("hidden")?.headers ?? []) delete all[name];
    if (!body || request.method === "HEAD") return { status, headers: all, body: undefined, ...delivery };
    return { status, headers: all, body, ...(cut && { cut }), ...delivery };
  };

  if (request.method === "OPTIONS") return finish(manners.cors === "full" ? 204 : 405, {});
  const status = find("status");
  if (status)
    return finish(status.status, status.retryAfter ? { "retry-after": status.retryAfter } : {}, text("failed"));
  const redirect = find("redirect");
  if (redirect) return finish(redirect.status, { location: redirect.to });
  if (find("page")) return finish(200, lengthOf({ "content-type": "text/html; charset=utf-8" }, page), page);
  if (request.method !== "GET" && request.method !== "HEAD") return finish(405, { allow: "GET, HEAD" });
  if (!value) return finish(manners.missing, {}, text("nothing here"));

  const encoded = find("encoded") !== undefined;
  const stored = encoded ? await gzip(value) : value;
  const headers: Record<string, string> = {
    "content-type": "application/octet-stream",
    "accept-ranges": "bytes",
    etag: `"${digest(value)}"`,
    ...(encoded && { "content-encoding": "gzip" }),
  };
  const asked = request.method === "GET" && !find("ranges ignored") ? parseRange(request.headers["range"]) : undefined;
  const range = asked && (asked.first === undefined ? misread(asked.last ?? 0, find("suffix misread")) : asked);
  if (!range) return finish(200, lengthOf(headers, stored, find("content-length")), stored);

  const size = stored.length;
  const first = range.first ?? Math.max(0, size - (range.last ?? 0));
  const last = range.first === undefined ? size - 1 : Math.min(range.last ?? size - 1, size - 1);
  if (range === unsatisfiable || first > last) {
    return finish(416, { "content-range": `bytes */${size}` }, text("no such range"));
  }
  const longer = find("part length")?.by ?? 0;
  const part = stored.slice(first, last + 1 + longer);
  const sent = part.length < last + 1 + longer - first ? concatenate(part, new Uint8Array(longer)) : part;
  const shift = find("content-range")?.by ?? 0;
  headers["content-range"] = `bytes ${first + shift}-${last + shift}/${size}`;
  return finish(206, lengthOf(headers, sent, find("content-length")), sent);
}

interface AskedRange {
  /** Absent: the last `last` bytes. */
  readonly first?: number | undefined;
  readonly last?: number | undefined;
}

const unsatisfiable: AskedRange = { first: 1, last: 0 };

function parseRange(header: string | undefined): AskedRange | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined || (first === "" && last === "")) return undefined;
  return { first: first === "" ? undefined : Number(first), last: last ? Number(last) : undefined };
}

function misread(length: number, fault: Extract<Fault, { kind: "suffix misread" }> | undefined): AskedRange {
  if (!fault) return { last: length };
  if (fault.as === "unsatisfiable") return unsatisfiable;
  return fault.as === "first bytes" ? { first: 0, last: length - 1 } : { first: length };
}

function deliveryOf(
  slow: Extract<Fault, { kind: "slow" }> | undefined,
  cut: Extract<Fault, { kind: "cut" }> | undefined,
  refused: boolean,
) {
  return {
    ...(slow?.before !== undefined && { before: slow.before }),
    ...(slow?.between !== undefined && { between: slow.between }),
    ...(cut && { cut: { after: cut.after, by: cut.by } }),
    ...(refused && { refused }),
  };
}

function lengthOf(headers: Record<string, string>, body: Uint8Array, fault?: { readonly by: number }) {
  return { ...headers, "content-length": String(body.length + (fault?.by ?? 0)) };
}

function corsHeaders(cors: Cors, method: string): Record<string, string> {
  if (cors === "off" || (cors === "simple" && method === "OPTIONS")) return {};
  const simple = { "access-control-allow-origin": "*" };
  if (cors === "simple") return simple;
  return {
    ...simple,
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "*, authorization",
    "access-control-expose-headers": "*",
  };
}

const text = (words: string) => new TextEncoder().encode(words);
const page = /* @__PURE__ */ text(
  "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body>Hello</body></html>\n",
);

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

const digests = new WeakMap<Uint8Array, string>();

/** FNV-1a, since `crypto.subtle` is not there in pages without TLS. Values are not changed in place. */
function digest(bytes: Uint8Array): string {
  const known = digests.get(bytes);
  if (known) return known;
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const text = `${bytes.length}-${hash.toString(16)}`;
  digests.set(bytes, text);
  return text;
}

function concatenate(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
