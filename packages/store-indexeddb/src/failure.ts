import { type CallOptions, type ErrorCode, isZarrError, type Key, ZarrError } from "@zarrkit/plugin-api";

const reasons: Record<string, readonly [ErrorCode, string]> = {
  SecurityError: [
    "access-denied",
    "The browser keeps no data for this page: it is a sandboxed frame, or site data are blocked in its settings.",
  ],
  InvalidStateError: ["access-denied", "Some browsers keep no data in private windows: use an ordinary one."],
  UnknownError: ["store-failed", "The browser cannot use its own files: is the disk full, or the profile damaged?"],
  AbortError: ["store-failed", "The browser ended the transaction, as it does when site data are cleared: try again."],
};

/** Runs a call; errors of the browser become the store's. */
export async function attempt<T>(
  what: string,
  database: string,
  key: Key,
  options: CallOptions | undefined,
  task: () => Promise<T>,
): Promise<T> {
  options?.signal?.throwIfAborted();
  try {
    return await task();
  } catch (error) {
    if (isZarrError(error) || (options?.signal?.aborted && error === options.signal.reason)) throw error;
    throw await failure(`Could not ${what} ${JSON.stringify(key)} in IndexedDB ${JSON.stringify(database)}`, error, {
      key,
      database,
    });
  }
}

async function failure(problem: string, error: unknown, where: { key: Key; database: string }): Promise<ZarrError> {
  const exception = nameOf(error);
  const fields = { ...where, exception };
  if (exception === "QuotaExceededError") {
    const usage = await usedBytes();
    const used = usage === undefined ? "" : ` than the ${usage} bytes in use`;
    const remedy = "Delete what is not needed, or free space on the disk, of which browsers grant a share.";
    const message = `${problem}: the browser gives this site no more room${used}. ${remedy}`;
    return new ZarrError("store-failed", message, { fields: { ...fields, usage }, cause: error });
  }
  const [code, remedy] = reasons[exception] ?? ["store-failed", "See what the browser says."];
  const retryable = exception === "AbortError";
  return new ZarrError(code, `${problem}: ${String(error)}. ${remedy}`, { fields, cause: error, retryable });
}

/** The quota itself is not told: browsers answer a made-up one, lest it identify the machine. */
async function usedBytes(): Promise<number | undefined> {
  const estimate = await globalThis.navigator?.storage?.estimate().catch(() => undefined);
  return estimate?.usage;
}

export function nameOf(error: unknown): string {
  return (error as Error | undefined)?.name ?? "";
}
