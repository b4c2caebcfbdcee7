import { type CallOptions, isZarrError, type Key } from "@zarrkit/plugin-api";
import type { Answer } from "./body.js";
import { type Asked, failure, statusFailure } from "./failure.js";
import type { HttpOptions, HttpRequest } from "./options.js";
import { slots } from "./slots.js";

export interface Ask extends CallOptions {
  readonly key: Key;
  readonly method?: "HEAD";
  /** The value of the Range header. */
  readonly range?: string | undefined;
}

/** Sends until an answer has been read or nothing more may be tried. `undefined`: no such key. */
export type Send = <T>(ask: Ask, read: (answer: Answer) => T | Promise<T>) => Promise<T | undefined>;

/** The longest wait between two attempts, whatever the server asks for: beyond it the caller is told instead. */
const longestWait = 30_000;

export function createSender(address: (key: Key) => string, elsewhere: boolean, options: HttpOptions): Send {
  const { forbidden = "auto", timeout = 30_000, retries = 4, retryDelay = 250, transformRequest } = options;
  const withSlot = slots(options.concurrency ?? 32);
  const fetchOne = options.fetch ?? ((url, init) => fetch(url, init));
  /** A key that has been read: if it still can be, another key's 403 says that there is no such key. */
  let witness: Key | undefined;
  let confirming: Promise<boolean> | undefined;
  let confirmingNext: Promise<boolean> | undefined;

  /** One request and the reading of its answer, ended early by the signal or the timeout even if `fetch` heeds neither. */
  function attempt<T>(
    ask: Ask,
    attempts: number,
    refused: HttpRequest["refused"],
    read: (answer: Answer) => T | Promise<T>,
  ) {
    const { key, method = "GET", range, signal } = ask;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let request: HttpRequest = {
      key,
      method,
      url: address(key),
      headers: range ? { Range: range } : {},
      ...(refused && { refused }),
    };
    const asked = (): Asked => ({ key, method, url: request.url, attempts });
    return new Promise<T | undefined>((resolve, reject) => {
      const abort = (reason: unknown) => {
        reject(reason);
        controller.abort(reason);
      };
      const aborted = () => abort(signal?.reason);
      const arrived = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          const remedy = "The network or the server is slow: raise the option timeout.";
          abort(failure(asked(), `sent nothing for ${timeout} ms`, remedy, { retryable: true }));
        }, timeout);
      };
      signal?.addEventListener("abort", aborted);
      withSlot(async () => {
        if (controller.signal.aborted) return undefined;
        if (transformRequest) {
          try {
            request = await transformRequest(request);
          } catch (cause) {
            throw failure(asked(), "was not sent: transformRequest failed", `It says: ${String(cause)}`, { cause });
          }
        }
        arrived();
        const { url, headers, credentials } = request;
        const init = { method, headers, signal: controller.signal, ...(credentials && { credentials }) };
        try {
          const response = await fetchOne(url, init);
          arrived();
          const { status } = response;
          if (status === 200 || (range && (status === 206 || status === 416))) {
            witness = key;
            return await read({ asked: asked(), response, arrived });
          }
          void response.body?.cancel().catch(() => {});
          if (status === 404 || status === 410) return undefined;
          throw statusFailure(asked(), response);
        } catch (cause) {
          if (isZarrError(cause)) throw cause;
          const why = elsewhere
            ? "A page may read from another origin only if the server allows it (CORS: Access-Control-Allow-Origin); check that, the URL and the network."
            : `Check the URL and the network: ${String((cause as Error)?.cause ?? cause)}`;
          throw failure(asked(), "failed in the network", why, { cause, retryable: true });
        }
      })
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", aborted);
        });
    });
  }

  /** Whether the witness can be read by a request that starts after this call; calls that wait share one. */
  function witnessIsReadable(): Promise<boolean> {
    confirmingNext ??= (confirming ?? Promise.resolve()).then(() => {
      confirming = confirmingNext;
      confirmingNext = undefined;
      const ask = { key: witness as Key, range: "bytes=0-0" };
      return attempt(ask, 1, undefined, ({ response }) => {
        void response.body?.cancel().catch(() => {});
        return true;
      }).then(Boolean, () => false);
    }) as Promise<boolean>;
    return confirmingNext;
  }

  return async (ask, read) => {
    let refused: HttpRequest["refused"];
    for (let attempts = 1; ; attempts++) {
      ask.signal?.throwIfAborted();
      try {
        return await attempt(ask, attempts, refused, read);
      } catch (error) {
        ask.signal?.throwIfAborted();
        if (!isZarrError(error)) throw error;
        const { status, retryAfter } = error.fields as { status?: number; retryAfter?: number };
        if (status === 403 && forbidden !== "error" && ask.method !== "HEAD") {
          if (forbidden === "missing") return undefined;
          if (witness !== undefined && witness !== ask.key && (await witnessIsReadable())) return undefined;
        }
        if ((status === 401 || status === 403) && transformRequest && !refused) {
          refused = status;
          continue;
        }
        const wait = retryAfter ?? 0;
        if (!error.retryable || attempts > retries || wait > longestWait) throw error;
        await pause(wait + Math.random() * Math.min(longestWait, retryDelay * 2 ** (attempts - 1)), ask.signal);
      }
    }
  };
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", aborted);
  });
}
