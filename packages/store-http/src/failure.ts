import { type ErrorCode, type Key, ZarrError } from "@zarrkit/plugin-api";
import { withoutSecrets } from "./address.js";

/** What was asked, for the words of an error. */
export interface Asked {
  readonly key: Key;
  readonly method: "GET" | "HEAD";
  readonly url: string;
  readonly attempts: number;
}

export interface Failure {
  readonly code?: ErrorCode;
  readonly status?: number;
  readonly cause?: unknown;
  readonly retryable?: boolean;
  /** Milliseconds the server wants to be left alone. */
  readonly retryAfter?: number | undefined;
}

/** An error of the store: what was asked, what came of it, what to do now. */
export function failure(asked: Asked, problem: string, remedy: string, about: Failure = {}): ZarrError {
  const { key, method, attempts } = asked;
  const { code = "store-failed", status, cause, retryable = false, retryAfter } = about;
  const url = withoutSecrets(asked.url);
  const tries = attempts > 1 ? ` (attempt ${attempts})` : "";
  return new ZarrError(code, `${method} ${url} ${problem}${tries}. ${remedy}`, {
    fields: { key, url, attempts, ...(status && { status }), retryAfter },
    cause,
    retryable,
  });
}

/** A status that is neither a value nor a missing one. */
export function statusFailure(asked: Asked, { status, headers }: Response): ZarrError {
  const problem = `answered ${status}`;
  if (status === 401) {
    const remedy = "It wants credentials: send them with the option transformRequest.";
    return failure(asked, problem, remedy, { code: "access-denied", status });
  }
  if (status === 403) {
    const remedy =
      'Check the permissions, and that no signature or token has expired; where the server answers so for missing keys, pass forbidden: "missing".';
    return failure(asked, problem, remedy, { code: "access-denied", status });
  }
  if (status === 408 || status === 429 || (status >= 500 && status <= 504 && status !== 501)) {
    const remedy = "The server is busy or broken for now: try later, with fewer requests at once (option concurrency).";
    return failure(asked, problem, remedy, { status, retryable: true, retryAfter: retryAfter(headers) });
  }
  return failure(asked, problem, "It serves no Zarr at this address: check the URL and the server.", { status });
}

/** Retry-After in milliseconds: seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get("retry-after");
  if (!text) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return wait >= 0 ? wait : undefined;
}
