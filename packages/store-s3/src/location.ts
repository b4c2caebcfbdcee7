import { type Key, keySegments, show, ZarrError } from "@zarrkit/plugin-api";
import type { S3Options } from "./options.js";

/** What an `s3:` or `gs:` URL names. */
export interface Location {
  readonly scheme: "s3" | "gs";
  readonly bucket: string;
  /** "" or keys' beginning, with a slash at its end. */
  readonly folder: string;
  /** The last name of the URL; "" when it ends in a slash. */
  readonly name: string;
}

/** `s3://bucket/folder/name`. As everywhere with S3 nothing is decoded: "%20" is three characters of a key. */
export function parseLocation(url: string): Location {
  const [, scheme = "", bucket = "", rest = ""] = /^(s3|gs):\/\/([^/]*)\/*(.*)$/is.exec(url) ?? [];
  // Rules for names of buckets, old ones and Google's included: nothing that would lead to another host or path.
  if (!/^[a-z0-9][a-z0-9._-]{1,221}$/i.test(bucket) || bucket.includes("..")) {
    const problem = bucket === "" ? "names no bucket" : `names ${show(bucket)}, which is no bucket`;
    throw new ZarrError("invalid-argument", `The address ${show(url)} ${problem}: write s3://bucket/path.`);
  }
  const segments = rest === "" || rest === "/" ? [] : keySegments(rest.replace(/\/+$/, ""));
  const name = rest.endsWith("/") ? "" : (segments.pop() ?? "");
  const folder = segments.map((segment) => `${segment}/`).join("");
  return { scheme: scheme.toLowerCase() as "s3" | "gs", bucket, folder, name };
}

/** Names as S3 spells them in paths and queries: all but letters, digits and "-._~" is percent-encoded. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Where requests go: the address of a whole key ("" is the bucket itself) in a region, which may not be known yet. */
export function addressing(
  { scheme, bucket }: Pick<Location, "scheme" | "bucket">,
  { endpoint, pathStyle }: S3Options,
): (key: Key, region: string | undefined) => string {
  if (endpoint !== undefined && !/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : "")) {
    throw new ZarrError("invalid-argument", `The endpoint ${show(String(endpoint))} is no http or https URL.`);
  }
  const elsewhere = endpoint ?? (scheme === "gs" ? "https://storage.googleapis.com" : undefined);
  // A certificate for *.s3.amazonaws.com does not cover names with dots, and hosts know no capitals.
  const inPath = pathStyle ?? (elsewhere !== undefined || !/^[a-z0-9-]+$/.test(bucket));
  return (key, region) => {
    const amazon = `https://s3.${region ? `${region}.` : ""}amazonaws.com${region?.startsWith("cn-") ? ".cn" : ""}`;
    const { protocol, host, pathname } = new URL(elsewhere ?? amazon);
    const folder = pathname.replace(/\/*$/, "/");
    const path = key.split("/").map(encode).join("/");
    return inPath ? `${protocol}//${host}${folder}${bucket}/${path}` : `${protocol}//${bucket}.${host}${folder}${path}`;
  };
}
