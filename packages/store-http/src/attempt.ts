import { type CallOptions, isZarrError, type Key, onAbort, until } from "@zarrkit/plugin-api";
import type { Answer } from "./body.js";
import { failure, statusFailure } from "./failure.js";
import type { HttpOptions, HttpRequest } from "./options.js";

/** A request of the store. */
export interface Ask extends CallOptions {
  readonly key: Key;
  readonly method?: "GET" | "HEAD";
  /** The value of the Range header. */
  readonly range?: string;
  /** Whether there is another way if nothing comes back. */
  readonly dispensable?: boolean;
}

export type Read<T> = (answer: Answer) => T | Promise<T>;

export interface Attempts {
  /** Counts from 1. */
  readonly attempt: number;
  readonly refused?: HttpRequest["refused"];
}

/**
 * Sends a request once and reads its answer; `undefined` when there is no such key. Ends when the signal aborts or nothing
 * arrives for the time of the timeout, whether `fetch` heeds that or not.
 */
export async function attemptOnce<T>(
  url: string,
  elsewhere: boolean,
  { timeout = 60_000, transformRequest, fetch: send = fetch }: HttpOptions,
  { key, method = "GET", range, signal }: Ask,
  { attempt, refused }: Attempts,
  read: Read<T>,
): Promise<T | undefined> {
  const asked = { key, method, url, attempt };
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arrived = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const remedy = "The network or the server is slow: try later, or raise the option timeout.";
      controller.abort(failure(asked, `got nothing for ${timeout} ms`, remedy, { retryable: true }));
    }, timeout);
  };

  async function exchange(): Promise<T | undefined> {
    let request: HttpRequest = {
      key,
      method,
      url,
      headers: range ? { Range: range } : {},
      ...(refused && { refused }),
    };
    try {
      request = (await transformRequest?.(request)) ?? request;
    } catch (cause) {
      throw failure(asked, "was not sent", `The option transformRequest failed: ${String(cause)}`, { cause });
    }
    asked.url = request.url;
    arrived();
    const { headers, credentials } = request;
    const response = await send(asked.url, {
      method,
      headers,
      signal: controller.signal,
      ...(credentials && { credentials }),
    });
    try {
      arrived();
      const { status } = response;
      if (status === 404 || status === 410) return undefined;
      if (status === 200 || (range && (status === 206 || status === 416)))
        return await read({ asked, response, arrived });
      throw statusFailure(asked, response);
    } finally {
      // What was not read is not wanted: this frees the connection.
      response.body?.cancel().catch(() => {});
    }
  }

  const leave = onAbort(signal, () => controller.abort(signal?.reason));
  try {
    return await until(controller.signal, exchange());
  } catch (cause) {
    if (signal?.aborted || isZarrError(cause)) throw cause;
    const remedy = elsewhere
      ? "Check the network and the URL. A page reads from another origin only what that allows (CORS: Access-Control-Allow-Origin), and no parts of what it compresses (Content-Encoding)."
      : `Check the network and the URL: ${String((cause as Error)?.cause ?? cause)}.`;
    throw failure(asked, "failed on its way", remedy, { cause, retryable: true });
  } finally {
    clearTimeout(timer);
    leave();
  }
}
