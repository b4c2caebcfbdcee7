import { S3Bucket } from "./s3-bucket.js";
import { type S3Key, verifySignature } from "./s3-signature.js";

export interface S3Request {
  readonly method: string;
  /** As it was asked, so that what is signed can be told. */
  readonly url: URL;
  /** Names in lower case, `host` among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface S3Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The connection breaks: before the answer, or after that many bytes of the body. */
  readonly broken?: { readonly after: number };
  /** Milliseconds before the answer. */
  readonly delay?: number;
}

/** What a fault does to one request: answers it in the server's place, or changes what the server answers. */
export type S3Fault =
  | {
      readonly kind: "error";
      readonly status: number;
      readonly code?: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: "answer"; readonly status: number; readonly body: string; readonly type?: string }
  /** The request is carried out or not, and the answer is lost. */
  | { readonly kind: "broken"; readonly done: boolean }
  | { readonly kind: "cut"; readonly after: number }
  | { readonly kind: "slow"; readonly delay: number }
  /** A part of another length than asked for. */
  | { readonly kind: "length"; readonly by: number }
  | { readonly kind: "hidden"; readonly headers: readonly string[] };

export interface S3Options {
  readonly keys?: readonly S3Key[];
  readonly region?: string;
  /** What those without a signature may do. Default nothing. */
  readonly anonymous?: "nothing" | "read" | "read and list";
  /** Keys that are not there are answered AccessDenied, as by buckets whose listing is hidden. */
  readonly hidesMissing?: boolean;
  readonly pageSize?: number;
  readonly smallestPart?: number;
  /** Milliseconds by which the server's clock is ahead. */
  readonly clock?: number;
  /** Asked before each request, counted from 1. */
  readonly fault?: ((request: S3Request, n: number) => S3Fault | undefined) | undefined;
}

export interface S3Visit {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly range: string;
  readonly signed: boolean;
  readonly status: number;
}

/**
 * An S3 server that is strict: signatures are verified, conditions are kept, listings come in pages, errors are S3's XML.
 * Pure, so that it serves over HTTP and as msw handlers alike. Rules: the REST API reference of Amazon S3.
 */
export class S3 {
  readonly buckets = new Map<string, S3Bucket>();
  readonly log: S3Visit[] = [];
  options: S3Options;
  #asked = 0;

  constructor(options: S3Options = {}) {
    this.options = options;
  }

  bucket(name: string, values: Iterable<readonly [string, Uint8Array]> = []): S3Bucket {
    const bucket = this.buckets.get(name) ?? new S3Bucket();
    this.buckets.set(name, bucket);
    for (const [key, bytes] of values) bucket.put(key, bytes);
    return bucket;
  }

  async respond(request: S3Request): Promise<S3Answer> {
    const fault = this.options.fault?.(request, ++this.#asked);
    const lost = fault?.kind === "broken" && !fault.done;
    const answer = lost ? s3Error(503, "ServiceUnavailable") : await this.#answer(request, fault);
    const { method, url, headers } = request;
    this.log.push({
      method,
      path: url.pathname,
      query: url.search.slice(1),
      range: headers["range"] ?? "",
      signed: "authorization" in headers || url.searchParams.has("X-Amz-Signature"),
      status: fault?.kind === "broken" ? 0 : answer.status,
    });
    return fault ? spoiled(answer, fault) : answer;
  }

  async #answer(request: S3Request, fault: S3Fault | undefined): Promise<S3Answer> {
    if (fault?.kind === "error") return s3Error(fault.status, fault.code, fault.headers);
    if (fault?.kind === "answer") {
      const headers = { "content-type": fault.type ?? "application/xml" };
      return { status: fault.status, headers, body: new TextEncoder().encode(fault.body) };
    }
    const { keys = [], region = "us-east-1", anonymous = "nothing", clock = 0 } = this.options;
    const { name, key } = placeOf(request.url);
    const bucket = this.buckets.get(name);
    if (!bucket) return s3Error(404, "NoSuchBucket");
    const now = Date.now() + clock;
    const verdict = await verifySignature(request, keys, region, now);
    if (verdict === "anonymous") {
      const lists = key === "" && request.method === "GET";
      const reads = key !== "" && ["GET", "HEAD"].includes(request.method);
      const allowed = (reads && anonymous !== "nothing") || (lists && anonymous === "read and list");
      if (!allowed) return s3Error(403, "AccessDenied");
    } else if (verdict) {
      const status = verdict.code.endsWith("Malformed") || verdict.code.endsWith("Mismatch") ? 400 : 403;
      const skewed = verdict.code === "RequestTimeTooSkewed" ? { ServerTime: new Date(now).toISOString() } : {};
      const told = verdict.message.includes("expecting") ? { Region: region } : skewed;
      const headers = "Region" in told ? { "x-amz-bucket-region": region } : {};
      return s3Error(status, verdict.code, headers, { Message: verdict.message, ...told });
    }
    return bucket.answer(request, key, this.options);
  }
}

/** An error as S3 words it; HEAD is answered without body by whoever delivers it. */
export function s3Error(
  status: number,
  code: string | undefined,
  headers: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
): S3Answer {
  if (code === undefined) return { status, headers, body: new Uint8Array(0) };
  const fields = { Code: code, Message: `What ${code} means.`, ...more, RequestId: "4442587FB7D0A2F9" };
  const xml = Object.entries(fields).map(([name, text]) => `<${name}>${escape(text)}</${name}>`);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xml.join("")}</Error>`;
  return { status, headers: { "content-type": "application/xml", ...headers }, body: new TextEncoder().encode(body) };
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" }[c]};`);
}

/** `bucket.s3.region.amazonaws.com/key`, `bucket.host.test/key`, or `host/bucket/key`. */
function placeOf({ hostname, pathname }: URL): { readonly name: string; readonly key: string } {
  const path = pathname.slice(1).split("/").map(decodeURIComponent).join("/");
  const [, name] = /^(.+)\.(?:s3[.-].*amazonaws\.com|s3\.amazonaws\.com|host\.test)$/.exec(hostname) ?? [];
  if (name !== undefined) return { name, key: path };
  const [, bucket = "", key = ""] = /^([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { name: bucket, key };
}

function spoiled(answer: S3Answer, fault: S3Fault): S3Answer {
  const { body, headers } = answer;
  if (fault.kind === "broken") return { ...answer, broken: { after: 0 } };
  if (fault.kind === "cut") return { ...answer, broken: { after: fault.after } };
  if (fault.kind === "slow") return { ...answer, delay: fault.delay };
  if (fault.kind === "length") {
    const other = new Uint8Array(body.length + fault.by);
    other.set(body.subarray(0, other.length));
    return { ...answer, body: other };
  }
  if (fault.kind !== "hidden") return answer;
  return {
    ...answer,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !fault.headers.includes(name))),
  };
}
