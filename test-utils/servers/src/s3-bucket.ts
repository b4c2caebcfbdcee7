import { escape, type S3Answer, type S3Options, type S3Request, s3Error } from "./s3.js";

interface S3Object {
  readonly bytes: Uint8Array;
  /** With quotes. */
  readonly etag: string;
}

interface Upload {
  readonly key: string;
  readonly parts: Map<number, S3Object>;
}

const none = new Uint8Array(0);
const done: S3Answer = { status: 204, headers: {}, body: none };

/** The objects of one bucket, and what requests do to them. */
export class S3Bucket {
  readonly objects = new Map<string, S3Object>();
  readonly uploads = new Map<string, Upload>();
  #written = 0;

  put(key: string, bytes: Uint8Array, suffix = ""): S3Object {
    const object = {
      bytes: Uint8Array.from(bytes),
      etag: `"${(++this.#written).toString(16).padStart(32, "0")}${suffix}"`,
    };
    this.objects.set(key, object);
    return object;
  }

  /** Values in the order in which a listing names them: by the bytes of their names. */
  get keys(): string[] {
    const bytesOf = (key: string) =>
      Array.from(new TextEncoder().encode(key), (byte) => String.fromCharCode(byte)).join("");
    return [...this.objects.keys()].sort((a, b) => (bytesOf(a) < bytesOf(b) ? -1 : 1));
  }

  answer(request: S3Request, key: string, options: S3Options): S3Answer {
    const { method, url } = request;
    const query = url.searchParams;
    if (key === "") {
      if (method === "GET" && query.get("list-type") === "2") return this.#list(query, options);
      if (method === "POST" && query.has("delete")) return this.#deleteMany(request);
      return s3Error(405, "MethodNotAllowed");
    }
    if (query.has("uploads") || query.has("uploadId")) return this.#multipart(request, key, options);
    if (method === "GET" || method === "HEAD") return this.#read(request, key, options);
    if (method !== "PUT" && method !== "DELETE") return s3Error(405, "MethodNotAllowed");
    const refused = this.#refusal(request, key);
    if (refused) return refused;
    if (method === "DELETE") {
      this.objects.delete(key);
      return done;
    }
    const { etag } = this.put(key, request.body);
    return { status: 200, headers: { etag }, body: none };
  }

  /** Why a conditional write must not be carried out. */
  #refusal({ method, headers }: S3Request, key: string): S3Answer | undefined {
    const there = this.objects.get(key);
    const version = headers["if-match"];
    if (headers["if-none-match"] !== undefined && headers["if-none-match"] !== "*")
      return s3Error(501, "NotImplemented");
    if (headers["if-none-match"] === "*" && there) return s3Error(412, "PreconditionFailed");
    if (version === undefined) return undefined;
    if (!there) return method === "DELETE" ? s3Error(412, "PreconditionFailed") : s3Error(404, "NoSuchKey");
    return there.etag === version ? undefined : s3Error(412, "PreconditionFailed");
  }

  #read({ headers, method }: S3Request, key: string, { hidesMissing }: S3Options): S3Answer {
    const object = this.objects.get(key);
    if (!object) return hidesMissing ? s3Error(403, "AccessDenied") : s3Error(404, "NoSuchKey");
    const { bytes, etag } = object;
    if (headers["if-match"] !== undefined && headers["if-match"] !== etag) return s3Error(412, "PreconditionFailed");
    const told = { etag, "accept-ranges": "bytes", "content-type": "application/octet-stream" };
    const asked = /^bytes=(\d*)-(\d*)$/.exec(headers["range"] ?? "");
    if (!asked || method === "HEAD")
      return { status: 200, headers: { ...told, "content-length": `${bytes.length}` }, body: bytes };
    const [, from = "", to = ""] = asked;
    const first = from === "" ? Math.max(0, bytes.length - Number(to)) : Number(from);
    const last = from === "" || to === "" ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
    if (first > last || (from === "" && to === "0"))
      return s3Error(416, "InvalidRange", {}, { ActualObjectSize: `${bytes.length}` });
    const body = bytes.slice(first, last + 1);
    const range = { "content-range": `bytes ${first}-${last}/${bytes.length}`, "content-length": `${body.length}` };
    return { status: 206, headers: { ...told, ...range }, body };
  }

  #list(query: URLSearchParams, { pageSize = 1000 }: S3Options): S3Answer {
    const prefix = query.get("prefix") ?? "";
    const delimiter = query.get("delimiter") ?? "";
    const start = query.get("continuation-token") ?? "";
    const url = query.get("encoding-type") === "url";
    const spell = (name: string) =>
      escape(url ? encodeURIComponent(name).replaceAll("%2F", "/").replaceAll("%20", "+") : name);
    const entries: string[] = [];
    const seen = new Set<string>();
    let next = "";
    for (const key of this.keys) {
      if (!key.startsWith(prefix)) continue;
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      const entry = end < 0 ? key : key.slice(0, end + 1);
      if (seen.has(entry)) continue;
      seen.add(entry);
      const token = btoa(String.fromCharCode(...new TextEncoder().encode(`${end < 0 ? "k" : "p"}${entry}`)));
      if (start !== "" && seen.size <= Number(start.split(":")[0])) continue;
      if (entries.length === pageSize) {
        next = `${seen.size - 1}:${token}`;
        break;
      }
      entries.push(
        end < 0
          ? `<Contents><Key>${spell(key)}</Key><Size>${this.objects.get(key)?.bytes.length}</Size></Contents>`
          : `<CommonPrefixes><Prefix>${spell(entry)}</Prefix></CommonPrefixes>`,
      );
    }
    const told = [
      `<Prefix>${spell(prefix)}</Prefix><MaxKeys>${pageSize}</MaxKeys><KeyCount>${entries.length}</KeyCount>`,
      url && "<EncodingType>url</EncodingType>",
      `<IsTruncated>${next !== ""}</IsTruncated>`,
      next && `<NextContinuationToken>${escape(next)}</NextContinuationToken>`,
    ].filter(Boolean);
    return xml("ListBucketResult", [...told, ...entries].join("\n"));
  }

  #deleteMany({ headers, body }: S3Request): S3Answer {
    if (!headers["content-md5"])
      return s3Error(400, "InvalidRequest", {}, { Message: "Missing required header: Content-MD5" });
    const keys = [...new TextDecoder().decode(body).matchAll(/<Key>(.*?)<\/Key>/gs)].map(([, key = ""]) =>
      key.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
    );
    if (keys.length > 1000) return s3Error(400, "MalformedXML");
    for (const key of keys) this.objects.delete(key);
    return xml("DeleteResult", "");
  }

  #multipart(request: S3Request, key: string, { smallestPart = 5 * 2 ** 20 }: S3Options): S3Answer {
    const { method, url, body } = request;
    if (method === "POST" && url.searchParams.has("uploads")) {
      const id = `upload/${++this.#written}+=`;
      this.uploads.set(id, { key, parts: new Map() });
      return xml("InitiateMultipartUploadResult", `<Key>${escape(key)}</Key><UploadId>${id}</UploadId>`);
    }
    const id = url.searchParams.get("uploadId") ?? "";
    const upload = this.uploads.get(id);
    if (!upload || upload.key !== key) return s3Error(404, "NoSuchUpload");
    if (method === "DELETE") {
      this.uploads.delete(id);
      return done;
    }
    if (method === "PUT") {
      const etag = `"${(++this.#written).toString(16).padStart(32, "0")}"`;
      upload.parts.set(Number(url.searchParams.get("partNumber")), { bytes: Uint8Array.from(body), etag });
      return { status: 200, headers: { etag }, body: none };
    }
    const refused = this.#refusal(request, key);
    if (refused) return refused;
    const named = [...new TextDecoder().decode(body).matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(.*?)<\/ETag>/gs)];
    const parts = named.map(([, number, etag = ""]) => {
      const part = upload.parts.get(Number(number));
      return part?.etag === etag.replaceAll(/&#34;|&quot;/g, '"') ? part.bytes : undefined;
    });
    const found = parts.filter((part) => part !== undefined);
    if (found.length === 0 || found.length < parts.length) return s3Error(400, "InvalidPart");
    if (found.slice(0, -1).some((part) => part.length < smallestPart)) return s3Error(400, "EntityTooSmall");
    const whole = new Uint8Array(found.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of found) {
      whole.set(part, offset);
      offset += part.length;
    }
    this.uploads.delete(id);
    const { etag } = this.put(key, whole, `-${found.length}`);
    return xml("CompleteMultipartUploadResult", `<ETag>${escape(etag)}</ETag>`);
  }
}

function xml(name: string, content: string): S3Answer {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`;
  return { status: 200, headers: { "content-type": "application/xml" }, body: new TextEncoder().encode(text) };
}
