import { isZarrError, type Key, until } from "@zarrkit/plugin-api";
import { type Ask, type Attempts, attemptOnce, type Read } from "./attempt.js";
import type { HttpOptions, HttpRequest } from "./options.js";
import { slots } from "./slots.js";

/** Sends until an answer has been read or nothing more may be tried. `undefined`: there is no such key. */
export type Send = <T>(ask: Ask, read: Read<T>) => Promise<T | undefined>;

/** The longest wait between attempts; a server that wants more is reported instead. */
const longestWait = 30_000;

export function createSender(address: (key: Key) => string, elsewhere: boolean, options: HttpOptions): Send {
  const { forbidden = "auto", retries = 4, retryDelay = 250, concurrency = 32, transformRequest } = options;
  const inSlot = slots(concurrency);
  const running = new Set<Promise<unknown>>();
  /** A key that was read. */
  let witness: Key | undefined;
  let checking: Promise<unknown> | undefined;
  let nextCheck: Promise<boolean> | undefined;

  function attempt<T>(ask: Ask, attempts: Attempts, read: Read<T>): Promise<T | undefined> {
    const url = address(ask.key);
    const result = inSlot(async () => {
      ask.signal?.throwIfAborted();
      return attemptOnce(url, elsewhere, options, ask, attempts, (answer) => {
        witness = ask.key;
        return read(answer);
      });
    });
    running.add(result);
    const over = () => running.delete(result);
    result.then(over, over);
    return until(ask.signal, result);
  }

  /**
   * Whether another key can be read at this moment, so that 403 is about the key and not about permissions, a token that
   * expired, or a firewall that had enough. Calls that come while one check runs share the next.
   */
  async function othersAreReadable(key: Key): Promise<boolean> {
    if (witness === undefined) await Promise.allSettled(running);
    if (witness === undefined || witness === key) return false;
    nextCheck ??= (async () => {
      await checking;
      checking = nextCheck;
      nextCheck = undefined;
      const ask = { key: witness as Key, range: "bytes=0-0" };
      return (await attempt(ask, { attempt: 1 }, () => true).catch(() => false)) ?? false;
    })();
    return nextCheck;
  }

  return async (ask, read) => {
    const { key, method, signal, dispensable } = ask;
    let refused: HttpRequest["refused"];
    for (let n = 1; ; n++) {
      signal?.throwIfAborted();
      try {
        return await attempt(ask, { attempt: n, refused }, read);
      } catch (error) {
        if (signal?.aborted || !isZarrError(error)) throw error;
        const { status, wait = 0 } = error.fields as { status?: number; wait?: number };
        if (status === 403 && method !== "HEAD") {
          if (forbidden === "missing") return undefined;
          if (forbidden === "auto" && (await until(signal, othersAreReadable(key)))) return undefined;
        }
        if ((status === 401 || status === 403) && transformRequest && !refused) refused = status;
        else if (!error.retryable || n > retries || wait > longestWait || (dispensable && !status)) throw error;
        // Full jitter, so that many clients do not come back at the same moment.
        else await pause(wait + Math.random() * Math.min(longestWait, retryDelay * 2 ** (n - 1)), signal);
      }
    }
  };
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await until(signal, over).finally(() => clearTimeout(timer));
}
