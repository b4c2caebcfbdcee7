import { type CallOptions, isZarrError, type Key, onAbort, until } from "@zarrkit/plugin-api";
import { type Answer, readText } from "./body.js";
import { type Asked, answerFailure, failure } from "./failure.js";
import type { S3Options } from "./options.js";

/** A request of the store. */
export interface Ask extends CallOptions {
  /** The whole key in the bucket; "" for requests about the bucket. */
  readonly key: Key;
  readonly method?: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** Must not be carried out twice: repeated only where the server said that it did nothing. */
  readonly once?: boolean;
}

export type Read<T> = (answer: Answer) => T | Promise<T>;

/** A request as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly headers: HeadersInit;
}

/** What a server should take in per second at least; a large body may take longer than the timeout. */
const slowestUpload = 50_000;

/**
 * Sends a request once and reads its answer; `undefined` when there is no such key. Ends when the signal aborts or nothing
 * arrives for the time of the timeout, whether `fetch` heeds that or not.
 */
export async function attemptOnce<T>(
  asked: Asked,
  outgoing: () => Promise<Outgoing>,
  { timeout = 60_000, fetch: send = fetch }: S3Options,
  { method = "GET", body, signal }: Ask,
  read: Read<T>,
): Promise<T | undefined> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const remedy = "The network or the server is slow: try later, or raise the option timeout.";
      controller.abort(failure(asked, `got nothing for ${Math.round(milliseconds)} ms`, remedy, { retryable: true }));
    }, milliseconds);
  };
  const arrived = () => wait(timeout);

  async function exchange(): Promise<T | undefined> {
    const { url, headers } = await outgoing();
    controller.signal.throwIfAborted();
    wait(timeout + ((body?.length ?? 0) / slowestUpload) * 1000);
    const response = await send(url, { method, headers, signal: controller.signal, ...(body && { body }) });
    try {
      arrived();
      const answer = { asked, response, arrived };
      if (response.ok || response.status === 416) return await read(answer);
      const text = method === "HEAD" ? "" : await readText(answer);
      const error = answerFailure(asked, response, text);
      if (response.status === 404 && error.code !== "not-found" && error.fields["reason"] !== "NoSuchUpload")
        return undefined;
      throw error;
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
    const deeper = (cause as Error)?.cause;
    const why = String(deeper instanceof Error ? deeper : cause);
    const remedy = `Check the network and the address: ${why}. A page reads from another origin only what the bucket allows (its CORS configuration).`;
    throw failure(asked, "failed on its way", remedy, { cause, retryable: true });
  } finally {
    clearTimeout(timer);
    leave();
  }
}
