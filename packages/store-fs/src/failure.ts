import { type ErrorCode, isZarrError, type Key, ZarrError } from "@zarrkit/plugin-api";

/** Codes by which the system says that there is no value at a path: nothing, a directory, or a value above it. */
const missing = new Set(["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG"]);

export function isMissing(error: unknown): boolean {
  return missing.has(codeOf(error));
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? "";
}

const reasons: Record<string, readonly [ErrorCode, string]> = {
  EACCES: ["access-denied", "Permission is denied: check owner and mode of the file and of its directories."],
  EPERM: ["access-denied", "The system does not permit it: check owner and flags of the file."],
  EROFS: ["access-denied", "The file system is mounted read-only."],
  ENOSPC: ["store-failed", "The disk is full: free some space."],
  EDQUOT: ["store-failed", "The quota is used up: free some space."],
  ENAMETOOLONG: ["unsupported", "The name is longer than this file system allows (often 255 bytes)."],
  EISDIR: [
    "unsupported",
    "There are keys below it, and a file system keeps no value beside them: choose another name.",
  ],
  ENOTDIR: [
    "unsupported",
    "One of the names above it holds a value, and a file system keeps no keys below one: choose another name.",
  ],
  ELOOP: ["store-failed", "Symbolic links lead in a circle."],
  EMFILE: ["store-failed", "The process has too many open files: close some, or raise its limit (ulimit -n)."],
};

/** An error of the system as one of the store; `what` was tried ("read", "write"). Errors that are no system's stay as they are. */
export function failure(error: unknown, what: string, key: Key, path: string): unknown {
  const code = codeOf(error);
  if (isZarrError(error) || !/^E[A-Z0-9]+$/.test(code)) return error;
  const [kind, remedy] = reasons[code] ?? ["store-failed", "See the system's message."];
  return new ZarrError(kind, `Could not ${what} ${JSON.stringify(key)}: ${(error as Error).message}. ${remedy}`, {
    fields: { key, file: path, errno: code },
    cause: error,
    retryable: code === "EMFILE" || code === "EBUSY" || code === "EAGAIN",
  });
}
