import { ZarrError } from "@zarrkit/plugin-api";
import type { Location } from "./location.js";
import type { S3Credentials, S3Options } from "./options.js";

/** Requests signed with credentials that end meanwhile would fail: fresh ones are asked for that much before. */
const reserve = 60_000;

/**
 * What to sign with, `undefined` for anonymous. With `refused` the credentials that were refused are not given once more,
 * unless there are no others. Calls at the same time ask once.
 */
export function createCredentials({ scheme, bucket }: Location, { credentials }: S3Options) {
  let current: S3Credentials | undefined;
  let asking: Promise<S3Credentials | undefined> | undefined;

  return async (refused?: S3Credentials): Promise<S3Credentials | undefined> => {
    if (typeof credentials !== "function") return credentials && checked(credentials);
    const ends = current?.expires === undefined ? Infinity : Number(current.expires);
    if (current && current !== refused && ends - reserve > Date.now()) return current;
    asking ??= credentials({ scheme, bucket })
      .then((fresh) => (current = fresh && checked(fresh)))
      .finally(() => (asking = undefined));
    return asking;
  };
}

function checked(credentials: S3Credentials): S3Credentials {
  const { accessKeyId, secretAccessKey, sessionToken = "x" } = credentials;
  for (const text of [accessKeyId, secretAccessKey, sessionToken]) {
    if (typeof text === "string" && text !== "") continue;
    throw new ZarrError(
      "invalid-argument",
      "The S3 credentials are incomplete: accessKeyId and secretAccessKey are texts, sessionToken too where there is one. Leave credentials out to read anonymously.",
    );
  }
  return credentials;
}
