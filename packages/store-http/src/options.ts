import type { Key } from "@zarrkit/plugin-api";

/** One request as it is about to be sent. */
export interface HttpRequest {
  readonly key: Key;
  readonly method: "GET" | "HEAD";
  readonly url: string;
  /** Holds `Range` where part of a value is asked for. */
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials?: "include" | "omit" | "same-origin";
  /** Set when the server refused this request a moment ago: a token or signature may have expired. */
  readonly refused?: 401 | 403;
}

export interface HttpOptions {
  /** Takes the place of the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /**
   * Changes each request before it is sent: adds a token, signs the URL. A request answered 401 or 403 is handed in once
   * more with `refused` set, and sent again. Headers other than `Range` make a browser ask a server of another origin
   * first (a preflight).
   */
  readonly transformRequest?: (request: HttpRequest) => HttpRequest | Promise<HttpRequest>;
  /**
   * What 403 means. Object stores that hide their listing answer it for keys that are not there. "auto" (default): the
   * key is missing if another key of this store has been read and still can be at this moment; else it is `access-denied`.
   */
  readonly forbidden?: "auto" | "missing" | "error";
  /** Milliseconds without an answer or a further byte of it, after which an attempt is given up. Default 60,000. */
  readonly timeout?: number;
  /** Further attempts after network errors, 408, 429, 500, 502, 503, 504 and bodies cut short. Default 4. */
  readonly retries?: number;
  /** Milliseconds: the n-th retry waits up to this times 2^(n - 1), at random, or what `Retry-After` says. Default 250. */
  readonly retryDelay?: number;
  /** Bytes of a whole value that may be read where the server cannot serve a part of it. Default 64 MiB. */
  readonly wholeLimit?: number;
  /** Requests under way at once. Default 32. */
  readonly concurrency?: number;
  /** Whether `bytes=-N` is asked. Default: not from a page of another origin, where it would need a preflight. */
  readonly suffixRanges?: boolean;
}
