import type { S3Request } from "./s3.js";

export interface S3Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What is wrong with a signature, in S3's words; `undefined`: nothing. "anonymous": there is none. */
export type Verdict = { readonly code: string; readonly message: string } | "anonymous" | undefined;

const text = new TextEncoder();

/**
 * Verifies Signature Version 4 as the guide of AWS describes it ("Create a signed AWS API request"), by its header or, for
 * presigned URLs, by its query: the canonical request is rebuilt from what arrived, and every rule is held to.
 */
export async function verifySignature(
  request: S3Request,
  keys: readonly S3Key[],
  region: string,
  now: number,
): Promise<Verdict> {
  const { headers, url } = request;
  const header = headers["authorization"];
  const query = url.searchParams;
  const presigned = query.has("X-Amz-Signature");
  if (!header && !presigned) return "anonymous";
  const wrong = (code: string, message: string) => ({ code, message });

  const [, credential = "", signedHeaders = "", signature = ""] = presigned
    ? ["", query.get("X-Amz-Credential"), query.get("X-Amz-SignedHeaders"), query.get("X-Amz-Signature")].map(
        (s) => s ?? "",
      )
    : (/^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(header ?? "") ??
      []);
  const [accessKeyId, day = "", scopeRegion, service, end] = credential.split("/");
  const date = (presigned ? query.get("X-Amz-Date") : headers["x-amz-date"]) ?? "";
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  if (!signature || y === undefined || end !== "aws4_request" || service !== "s3" || !date.startsWith(day)) {
    return wrong("AuthorizationHeaderMalformed", "The authorization header is malformed.");
  }
  if (scopeRegion !== region) {
    return wrong("AuthorizationHeaderMalformed", `The region '${scopeRegion}' is wrong; expecting '${region}'`);
  }
  const key = keys.find((one) => one.accessKeyId === accessKeyId);
  if (!key) return wrong("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
  const token = (presigned ? query.get("X-Amz-Security-Token") : headers["x-amz-security-token"]) ?? undefined;
  if (token !== key.sessionToken) return wrong("InvalidToken", "The provided token is malformed or otherwise invalid.");

  const time = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  if (presigned && now > time + Number(query.get("X-Amz-Expires")) * 1000)
    return wrong("AccessDenied", "Request has expired");
  if (!presigned && Math.abs(now - time) > 15 * 60_000) {
    return wrong("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.");
  }

  const names = signedHeaders.split(";");
  const mustBeSigned = Object.keys(headers).filter((name) => name.startsWith("x-amz-") || name === "content-md5");
  for (const name of ["host", ...(presigned ? [] : mustBeSigned)]) {
    if (!names.includes(name))
      return wrong("AccessDenied", `There were headers present in the request which were not signed: ${name}`);
  }
  const payload = presigned ? "UNSIGNED-PAYLOAD" : headers["x-amz-content-sha256"];
  if (!payload) return wrong("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  if (payload !== "UNSIGNED-PAYLOAD" && payload !== hex(await crypto.subtle.digest("SHA-256", copy(request.body)))) {
    return wrong(
      "XAmzContentSHA256Mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }

  const canonical = [
    request.method,
    url.pathname
      .split("/")
      .map((segment) => encode(decodeURIComponent(segment)))
      .join("/"),
    canonicalQuery(url.search),
    ...names.map((name) => `${name}:${(headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders,
    payload,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const hash = hex(await crypto.subtle.digest("SHA-256", text.encode(canonical)));
  const toSign = ["AWS4-HMAC-SHA256", date, scope, hash].join("\n");
  let derived: Uint8Array<ArrayBuffer> = text.encode(`AWS4${key.secretAccessKey}`);
  for (const part of [day, region, "s3", "aws4_request"]) derived = await hmac(derived, part);
  if (hex(await hmac(derived, toSign)) === signature) return undefined;
  return wrong(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided.",
  );
}

function canonicalQuery(search: string): string {
  const pairs = search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("X-Amz-Signature="));
  const encoded = pairs.map((pair) => {
    const [, name = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    return `${encode(decodeURIComponent(name))}=${encode(decodeURIComponent(value))}`;
  });
  return encoded.sort((a, b) => (a < b ? -1 : 1)).join("&");
}

/** As signatures want it: everything but unreserved characters. */
function encode(part: string): string {
  return Array.from(text.encode(part), (byte) => {
    const c = String.fromCharCode(byte);
    return /[A-Za-z0-9_.~-]/.test(c) ? c : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

async function hmac(key: Uint8Array<ArrayBuffer>, words: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, text.encode(words)));
}

function hex(bytes: ArrayBuffer | Uint8Array): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
