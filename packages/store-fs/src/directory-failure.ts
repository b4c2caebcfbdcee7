import { type CallOptions, type ErrorCode, isZarrError, type Key, ZarrError } from "@zarrkit/plugin-api";

/** What is there, `undefined` for what is not; with `required`, that is an error as any other. */
export async function present<T>(handle: Promise<T>, required = false): Promise<T | undefined> {
  try {
    return await handle;
  } catch (error) {
    if (!required && /^(NotFoundError|TypeMismatchError)$/.test(nameOf(error))) return undefined;
    throw error;
  }
}

const reasons: Record<string, readonly [ErrorCode, string]> = {
  NotAllowedError: ["access-denied", "Ask the user for it, by handle.requestPermission() on a click."],
  SecurityError: ["access-denied", "This page may not use the file system."],
  QuotaExceededError: ["store-failed", "The disk or the quota of this origin is full: free some space."],
  NotReadableError: ["conflict", "The file was changed meanwhile: read once more."],
  NoModificationAllowedError: ["store-failed", "Somebody else has it open for writing: try again."],
  TypeMismatchError: ["unsupported", "A file system keeps no value beside keys below its name: choose another name."],
  TypeError: ["unsupported", "Browsers do not allow this file name: choose another."],
};

/** Runs a call; errors of the browser become the store's. */
export async function attempt<T>(
  what: string,
  key: Key,
  options: CallOptions | undefined,
  task: () => Promise<T>,
): Promise<T> {
  options?.signal?.throwIfAborted();
  try {
    const result = await task();
    options?.signal?.throwIfAborted();
    return result;
  } catch (error) {
    if (isZarrError(error) || (options?.signal?.aborted && error === options.signal.reason)) throw error;
    const [code, remedy] = reasons[nameOf(error)] ?? ["store-failed", "See what the browser says."];
    throw new ZarrError(code, `Could not ${what} ${JSON.stringify(key)}: ${String(error)}. ${remedy}`, {
      fields: { key },
      cause: error,
      retryable: /^No(tReadable|ModificationAllowed)Error$/.test(nameOf(error)),
    });
  }
}

export function nameOf(error: unknown): string {
  return (error as Error | undefined)?.name ?? "";
}
