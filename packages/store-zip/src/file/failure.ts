import { type ErrorCode, isZarrError, ZarrError } from "@zarrkit/plugin-api";

const reasons: Record<string, readonly [ErrorCode, string]> = {
  EACCES: ["access-denied", "You may not: change the permissions of the file or of its directory."],
  EPERM: ["access-denied", "You may not: change the permissions of the file or of its directory."],
  EROFS: ["access-denied", "The file system is read-only."],
  ENOSPC: ["store-failed", "The disk is full: free some space, and write again what was not flushed."],
  EDQUOT: ["store-failed", "Your quota is used up: free some space, and write again what was not flushed."],
  EFBIG: ["store-failed", "The file system holds no file of this size."],
  EISDIR: ["invalid-argument", "It is a directory."],
};

/** An error of the system as the package's own; others stay as they are. */
export function fileFailure(error: unknown, what: string, name: string): unknown {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (isZarrError(error) || typeof code !== "string" || !/^E[A-Z0-9]+$/.test(code)) return error;
  const [kind, remedy] = reasons[code] ?? ["store-failed", "See the system's message."];
  return new ZarrError(kind, `Could not ${what} the archive ${name}: ${(error as Error).message}. ${remedy}`, {
    fields: { archive: name, errno: code },
    cause: error,
  });
}
