import { type ErrorCode, type Key, ZarrError } from "@zarrkit/plugin-api";
import { childText, parseXml } from "./xml.js";

/** What was asked, for the words of an error. */
export interface Asked {
  readonly key: Key;
  readonly method: string;
  /** Without query: that of a request may hold a signature. */
  readonly url: string;
  readonly bucket: string;
  readonly signed: boolean;
  /** Counts from 1. */
  readonly attempt: number;
}

interface About {
  readonly code?: ErrorCode;
  readonly retryable?: boolean;
  readonly cause?: unknown;
  readonly status?: number;
  /** S3's own name of the error. */
  readonly reason?: string;
  /** The bucket's region, where the answer tells it. */
  readonly region?: string;
  /** The server's time, in milliseconds since 1970. */
  readonly serverTime?: number;
  /** Milliseconds for which the server wants to be left alone. */
  readonly wait?: number;
}

/** An error of the store: what was asked, what came of it, what to do now. */
export function failure(
  { key, method, attempt, url }: Asked,
  problem: string,
  remedy: string,
  { code = "store-failed", cause, retryable = false, ...fields }: About = {},
): ZarrError {
  const times = attempt > 1 ? ` (attempt ${attempt})` : "";
  const message = `${method} ${url} ${problem}${times}. ${remedy}`;
  return new ZarrError(code, message, { fields: { key, url, ...fields }, cause, retryable });
}

interface Meaning extends Pick<About, "code" | "retryable"> {
  readonly remedy: string | ((asked: Asked, about: About) => string);
}

const denied: Meaning = {
  code: "access-denied",
  remedy: ({ signed, bucket, key }) => {
    if (signed)
      return `The credentials may not do this in ${bucket}: give them the permission (s3:GetObject, s3:PutObject, s3:DeleteObject, s3:ListBucket), or pass others.`;
    const why = `The request was anonymous and ${bucket} does not allow that: pass credentials.`;
    return key === "" ? why : `${why} If keys that are not there are answered so, pass forbidden: "missing".`;
  },
};
const wrongCredentials: Meaning = {
  code: "access-denied",
  remedy:
    "The server does not know these credentials or computed another signature: check accessKeyId, secretAccessKey and sessionToken.",
};
const expired: Meaning = {
  code: "access-denied",
  remedy: "The credentials have expired: pass fresh ones, or a function as credentials that fetches them.",
};
const wrongRegion: Meaning = {
  remedy: ({ bucket }, { region }) =>
    region ? `The bucket ${bucket} lies in ${region}: pass that as region.` : `Pass the region of ${bucket}.`,
};
const busy: Meaning = {
  retryable: true,
  remedy: "The server is busy or broken for now: try later, or with a lower concurrency.",
};
const damaged: Meaning = { retryable: true, remedy: "The data were damaged or cut on their way: try again." };
const changed: Meaning = { code: "conflict", remedy: "The value is not what it was expected to be: read it again." };
const unknownHere: Meaning = {
  code: "unsupported",
  remedy: "This server does not know this kind of request: see what it says about its S3 interface.",
};

/** S3's errors that have a meaning of their own (API reference, "Error responses"); what else there is goes by its status. */
const meanings: Readonly<Record<string, Meaning>> = {
  AccessDenied: denied,
  AllAccessDisabled: denied,
  AccountProblem: denied,
  InvalidAccessKeyId: wrongCredentials,
  SignatureDoesNotMatch: wrongCredentials,
  InvalidToken: wrongCredentials,
  ExpiredToken: expired,
  TokenRefreshRequired: expired,
  RequestTimeTooSkewed: {
    code: "access-denied",
    remedy: "The clock here differs from the server's by more than it accepts: set the clock.",
  },
  NoSuchBucket: {
    code: "not-found",
    remedy: ({ bucket }) =>
      `There is no bucket ${bucket} at this endpoint: check its name, and the endpoint if it is not on AWS.`,
  },
  PermanentRedirect: wrongRegion,
  TemporaryRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  SlowDown: busy,
  ServiceUnavailable: busy,
  InternalError: busy,
  RequestTimeout: busy,
  Throttling: busy,
  ThrottlingException: busy,
  RequestLimitExceeded: busy,
  BadDigest: damaged,
  InvalidDigest: damaged,
  IncompleteBody: damaged,
  XAmzContentSHA256Mismatch: damaged,
  PreconditionFailed: changed,
  ConditionalRequestConflict: { ...changed, retryable: true },
  OperationAborted: busy,
  InvalidObjectState: {
    code: "access-denied",
    remedy: "The value is archived: have it restored first (RestoreObject).",
  },
  EntityTooSmall: { remedy: "The server takes no parts as small as this: raise the option partSize." },
  EntityTooLarge: {
    remedy: "The server takes no values as large as this: lower the option partSize, or write smaller chunks.",
  },
  NotImplemented: unknownHere,
  MethodNotAllowed: unknownHere,
};

function meaningOf(status: number, reason: string): Meaning {
  const known = Object.hasOwn(meanings, reason) ? meanings[reason] : undefined;
  if (known) return known;
  if (status === 412) return changed;
  if (status === 301 || status === 307) return wrongRegion;
  if (status === 401 || status === 403) return denied;
  if ([408, 429, 500, 502, 503, 504].includes(status)) return busy;
  return { remedy: "Check the address: this is no answer of an S3 server that this store understands." };
}

/** What a status and an XML body, which may be missing or something else, say together. */
export function answerFailure(asked: Asked, { status, headers }: Response, body: string): ZarrError {
  let told: { readonly [name: string]: string } = {};
  try {
    const error = parseXml(body);
    if (error.name === "Error") told = Object.fromEntries(error.children.map(({ name, text }) => [name, text]));
  } catch {
    // A page of a proxy, half an answer, nothing: the status speaks for itself.
  }
  const { Code: reason = "", Message: message = "" } = told;
  const region = headers.get("x-amz-bucket-region") || told["Region"] || regionOf(told["Endpoint"]);
  const serverTime = Date.parse(told["ServerTime"] ?? headers.get("date") ?? "");
  const wait = retryAfter(headers.get("retry-after") ?? "");
  const meaning = meaningOf(status, reason);
  const about: About = {
    ...(meaning.code && { code: meaning.code }),
    retryable: meaning.retryable ?? false,
    status,
    ...(reason && { reason }),
    ...(region && { region }),
    ...(serverTime > 0 && { serverTime }),
    ...(wait > 0 && { wait }),
  };
  const words = [reason, message.replace(/\.\s*$/, "").slice(0, 200)].filter((text) => text !== "").join(": ");
  const remedy = typeof meaning.remedy === "string" ? meaning.remedy : meaning.remedy(asked, about);
  return failure(asked, `answered ${status}${words && ` ${words}`}`, remedy, about);
}

/** An error element where S3 has already said 200, as at the end of long requests. */
export function lateFailure(asked: Asked, response: Response, body: string): ZarrError | undefined {
  if (!/<Error[\s>]/.test(body)) return undefined;
  const status = childText(parseXml(body), "Code") === "PreconditionFailed" ? 412 : 500;
  return answerFailure(asked, new Response(null, { status, headers: response.headers }), body);
}

/** The region in the name of an endpoint: "bucket.s3.eu-west-1.amazonaws.com", "bucket.s3-eu-west-1.amazonaws.com". */
function regionOf(endpoint = ""): string | undefined {
  return /\bs3[.-]([a-z]+(?:-[a-z]+)+-\d+)\.amazonaws\./.exec(endpoint)?.[1];
}

/** Retry-After in milliseconds: seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
}
