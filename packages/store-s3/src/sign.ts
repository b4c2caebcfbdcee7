import { ZarrError } from "@zarrkit/plugin-api";
import { AwsV4Signer } from "aws4fetch";
import type { S3Credentials } from "./options.js";

/** A request as it is to be sent. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | undefined;
}

/** By what and when: `clock` is the time of the server in milliseconds since 1970. */
export interface Signing {
  readonly credentials: S3Credentials;
  readonly region: string;
  readonly clock: number;
  /** Keys that were derived before, by what they were derived from: four of five hashes of a signature. */
  readonly derived: Map<string, ArrayBuffer>;
}

/** The headers with a signature (Signature Version 4). A body's hash is signed with it, so that the server checks the body. */
export async function sign({ method, url, headers, body }: Unsigned, signing: Signing): Promise<Headers> {
  const content = body ? { "x-amz-content-sha256": await sha256(body) } : undefined;
  const signer = new AwsV4Signer({ method, url, headers: { ...headers, ...content }, ...settings(signing) });
  return (await signer.sign()).headers;
}

/** A URL that carries its signature, for whoever has it to use for that many seconds. */
export async function presignUrl(method: string, url: string, seconds: number, signing: Signing): Promise<string> {
  requireWebCrypto();
  const lasting = new URL(url);
  lasting.searchParams.set("X-Amz-Expires", String(seconds));
  return (await new AwsV4Signer({ method, url: lasting.href, signQuery: true, ...settings(signing) }).sign()).url.href;
}

function settings({ credentials, region, clock, derived: cache }: Signing) {
  requireWebCrypto();
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const datetime = new Date(clock).toISOString().replace(/[:-]|\.\d{3}/g, "");
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    region,
    datetime,
    cache,
    service: "s3",
  };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  requireWebCrypto();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function requireWebCrypto(): void {
  if (globalThis.crypto?.subtle) return;
  throw new ZarrError(
    "unsupported",
    "Signing needs WebCrypto, which pages have only over https: or on localhost. Serve the page so, or read anonymously.",
  );
}
