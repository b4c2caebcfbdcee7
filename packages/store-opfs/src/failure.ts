import { type CallOptions, type ErrorCode, isZarrError, type Key, ZarrError } from "@zarrkit/plugin-api";
import { requireFileSystem } from "./presence.js";

const reasons: Record<string, readonly [ErrorCode, string]> = {
  SecurityError: [
    "access-denied",
    "The browser keeps no files for this page: it is a sandboxed frame, or site data are blocked in its settings.",
  ],
  NotAllowedError: ["access-denied", "The browser keeps no files for this page: allow site data in its settings."],
  NoModificationAllowedError: ["store-failed", "Somebody else has the file open for writing: try again."],
  InvalidModificationError: ["unsupported", "A folder has this name: no value lies beside keys below its name."],
  TypeMismatchError: ["unsupported", "A file system keeps no value beside keys below its name: choose another name."],
  TypeError: ["unsupported", "Browsers do not allow this file name: choose another."],
  NotReadableError: ["store-failed", "The file was changed by something else than this store: read once more."],
  UnknownError: ["store-failed", "The browser cannot use its own files: is the disk full, or the profile damaged?"],
};

const passing = ["NoModificationAllowedError", "NotReadableError"];

/** Runs a call; errors of the browser become the store's. */
export async function attempt<T>(
  what: string,
  key: Key,
  options: CallOptions | undefined,
  task: () => Promise<T>,
): Promise<T> {
  options?.signal?.throwIfAborted();
  requireFileSystem();
  try {
    return await task();
  } catch (error) {
    if (isZarrError(error) || (options?.signal?.aborted && error === options.signal.reason)) throw error;
    throw await failure(`Could not ${what} ${JSON.stringify(key)} in the origin private file system`, error, key);
  }
}

async function failure(problem: string, error: unknown, key: Key): Promise<ZarrError> {
  const exception = nameOf(error);
  const fields = { key, exception };
  if (exception === "QuotaExceededError") {
    // The quota itself is not told: browsers answer a made-up one, lest it identify the machine.
    const { usage } = await navigator.storage.estimate().catch(() => ({ usage: undefined }));
    const used = usage === undefined ? "" : ` than the ${usage} bytes in use`;
    const remedy = "Delete what is not needed, or free space on the disk, of which browsers grant a share.";
    const message = `${problem}: the browser gives this site no more room${used}. ${remedy}`;
    return new ZarrError("store-failed", message, { fields: { ...fields, usage }, cause: error });
  }
  const [code, remedy] = reasons[exception] ?? ["store-failed", "See what the browser says."];
  const retryable = passing.includes(exception);
  return new ZarrError(code, `${problem}: ${String(error)}. ${remedy}`, { fields, cause: error, retryable });
}

export function nameOf(error: unknown): string {
  return (error as Error | undefined)?.name ?? "";
}

/** What is there; `undefined` for nothing, and for a file where a folder is looked for or the reverse. */
export async function present<T>(handle: Promise<T>): Promise<T | undefined> {
  return unless(/^(NotFoundError|TypeMismatchError)$/, handle);
}

/** What becomes of the promise; `undefined` when it fails with an exception of these names. */
export async function unless<T>(exceptions: RegExp, promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (exceptions.test(nameOf(error))) return undefined;
    throw error;
  }
}
