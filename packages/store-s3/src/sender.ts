import { isZarrError, type Key, until, ZarrError } from "@zarrkit/plugin-api";
import { type Ask, attemptOnce, type Outgoing, type Read } from "./attempt.js";
import { createCredentials } from "./credentials.js";
import { addressing, type Location } from "./location.js";
import type { S3Credentials, S3Options } from "./options.js";
import type { Signing } from "./sign.js";
import { slots } from "./slots.js";

/** Sends until an answer has been read or nothing more may be tried. `undefined`: there is no such key. */
export type Send = <T>(ask: Ask, read: Read<T>) => Promise<T | undefined>;

/** The longest wait between attempts; a server that wants more is reported instead. */
const longestWait = 30_000;

/** Errors that fresh credentials may cure. */
const stale = ["ExpiredToken", "TokenRefreshRequired", "InvalidToken", "InvalidAccessKeyId"];

/** Errors of requests of which nothing was carried out. */
const refusals = ["SlowDown", "ServiceUnavailable", "ConditionalRequestConflict", "RequestTimeTooSkewed"];

/** What a store has learned of its bucket is kept here: the region, the server's clock, a key that can be read. */
export function createSender(location: Location, options: S3Options) {
  const { forbidden = "auto", retries = 4, retryDelay = 250, concurrency = 32 } = options;
  const address = addressing(location, options);
  const credentialsFor = createCredentials(location, options);
  const inSlot = slots(concurrency);
  const running = new Set<Promise<unknown>>();
  const derived = new Map<string, ArrayBuffer>();
  let { region } = options;
  let clockOffset = 0;
  let witness: Key | undefined;
  let checking: Promise<boolean> | undefined;

  function signing(credentials: S3Credentials): Signing {
    const used = region ?? (location.scheme === "gs" ? "auto" : "us-east-1");
    return { credentials, region: used, clock: Date.now() + clockOffset, derived };
  }

  function attempt<T>(
    ask: Ask,
    n: number,
    credentials: S3Credentials | undefined,
    read: Read<T>,
  ): Promise<T | undefined> {
    const { key, method = "GET", query, headers = {}, body } = ask;
    const bare = address(key, region);
    const url = query ? `${bare}?${query}` : bare;
    const asked = { key, method, url: bare, bucket: location.bucket, signed: credentials !== undefined, attempt: n };
    const outgoing = async (): Promise<Outgoing> => {
      if (!credentials) return { url, headers };
      const { sign } = await import("./sign.js");
      return { url, headers: await sign({ method, url, headers, body }, signing(credentials)) };
    };
    const result = inSlot(async () => {
      ask.signal?.throwIfAborted();
      return attemptOnce(asked, outgoing, options, ask, (answer) => {
        if (method === "GET" && key !== "") witness = key;
        return read(answer);
      });
    });
    running.add(result);
    const over = () => running.delete(result);
    result.then(over, over);
    return until(ask.signal, result);
  }

  /**
   * Whether another key can be read at this moment, so that AccessDenied is about the key and not about permissions. Calls
   * that come while one check runs share it, if it began after they were refused.
   */
  async function othersAreReadable(key: Key, credentials: S3Credentials | undefined): Promise<boolean> {
    if (witness === undefined) await Promise.allSettled(running);
    if (witness === undefined || witness === key) return false;
    const before = checking;
    await before;
    if (checking === before) {
      const ask = { key: witness, headers: { range: "bytes=0-0" } };
      checking = attempt(ask, 1, credentials, () => true).then(
        (found) => found ?? false,
        () => false,
      );
    }
    return checking as Promise<boolean>;
  }

  const send: Send = async (ask, read) => {
    const { key, method = "GET", signal, once } = ask;
    let refused: S3Credentials | undefined;
    const learned = new Set<string>();
    /** True once for each lesson, so that a server which repeats itself does not keep us for ever. */
    const lesson = (what: string) => !learned.has(what) && learned.add(what) !== undefined;
    for (let n = 1; ; n++) {
      signal?.throwIfAborted();
      const credentials = await until(signal, credentialsFor(refused));
      const tried = region;
      try {
        return await attempt(ask, n, credentials, read);
      } catch (error) {
        if (signal?.aborted || !isZarrError(error)) throw error;
        const { status, reason = "", region: told, serverTime, wait = 0 } = error.fields as Told;
        const denied = status === 401 || status === 403;
        if (told && told !== tried && status !== 412 && !denied && lesson(`region ${told}`)) {
          region = told;
          continue;
        }
        if (reason === "RequestTimeTooSkewed" && serverTime && lesson("clock")) {
          clockOffset = serverTime - Date.now();
          continue;
        }
        const unnamed = denied && method === "HEAD";
        if ((stale.includes(reason) || unnamed) && typeof options.credentials === "function" && lesson("credentials")) {
          refused = credentials;
          continue;
        }
        if (status === 403 && (reason === "AccessDenied" || reason === "") && readsKey(method, key)) {
          if (forbidden === "missing") return undefined;
          if (forbidden === "auto" && (await until(signal, othersAreReadable(key, credentials)))) return undefined;
        }
        if (once && error.retryable && !refusals.includes(reason) && status !== 429) throw doubtful(error);
        if (!error.retryable || n > retries || wait > longestWait) throw error;
        // Full jitter, so that many clients do not come back at the same moment.
        await pause(wait + Math.random() * Math.min(longestWait, retryDelay * 2 ** (n - 1)), signal);
      }
    }
  };

  /** A URL that carries the right to read a key for some seconds. */
  async function presign(key: Key, seconds: number): Promise<string> {
    const credentials = await credentialsFor();
    if (!credentials)
      throw new ZarrError("invalid-argument", "A presigned URL carries a signature: pass credentials to the store.");
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 604_800)
      throw new ZarrError("invalid-argument", `A presigned URL holds from 1 to 604800 seconds, not ${seconds}.`);
    // A URL cannot be corrected by who uses it, so the region must be known before.
    if (!region) await send({ key, method: "HEAD" }, () => true);
    const { presignUrl } = await import("./sign.js");
    return presignUrl("GET", address(key, region), seconds, signing(credentials));
  }

  return { send, presign };
}

interface Told {
  readonly status?: number;
  readonly reason?: string;
  readonly region?: string;
  readonly serverTime?: number;
  readonly wait?: number;
}

function readsKey(method: string, key: Key): boolean {
  return key !== "" && (method === "GET" || method === "HEAD");
}

/** Of a conditional write whose answer was lost nobody knows whether it happened. */
function doubtful(error: ZarrError): ZarrError {
  const message = `${error.message} The write may have been carried out all the same: read the value before you write again.`;
  return new ZarrError(error.code, message, { fields: error.fields, cause: error });
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await until(signal, over).finally(() => clearTimeout(timer));
}
