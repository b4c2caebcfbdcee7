import { type ErrorCode, type Key, ZarrError } from "@zarrkit/plugin-api";
import { withoutSecrets } from "./address.js";

/** What was asked, for the words of an error. */
export interface Asked {
  readonly key: Key;
  readonly method: "GET" | "HEAD";
  readonly url: string;
  /** Counts from 1. */
  readonly attempt: number;
}

interface About {
  readonly code?: ErrorCode;
  readonly status?: number;
  readonly retryable?: boolean;
  /** Milliseconds for which the server wants to be left alone. */
  readonly wait?: number;
  readonly cause?: unknown;
}

/** An error of the store: what was asked, what came of it, what to do now. */
export function failure(
  { key, method, attempt, url }: Asked,
  problem: string,
  remedy: string,
  about: About = {},
): ZarrError {
  const { code = "store-failed", cause, retryable = false, ...fields } = about;
  const shown = withoutSecrets(url);
  const times = attempt > 1 ? ` (attempt ${attempt})` : "";
  return new ZarrError(code, `${method} ${shown} ${problem}${times}. ${remedy}`, {
    fields: { key, url: shown, ...fields },
    cause,
    retryable,
  });
}

/** A status that is neither a value nor a missing one. */
export function statusFailure(asked: Asked, { status, headers }: Response): ZarrError {
  const denied = status === 401 || status === 403;
  const busy = [408, 429, 500, 502, 503, 504].includes(status);
  const remedy = denied
    ? `Send credentials, or fresh ones, with the option transformRequest${status === 403 ? '; if this server answers so for keys it does not have, pass forbidden: "missing"' : ""}.`
    : busy
      ? "The server is busy or broken for now: try later, or with a lower concurrency."
      : "Check the URL: no server of files answers so.";
  return failure(asked, `answered ${status}`, remedy, {
    status,
    retryable: busy,
    ...(denied && { code: "access-denied" }),
    ...(busy && { wait: retryAfter(headers.get("retry-after") ?? "") }),
  });
}

/** Retry-After in milliseconds: seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(text: string): number {
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return wait > 0 ? wait : 0;
}
