import { type ErrorCode, isZarrError, ZarrError } from "@zarrkit/plugin-api";
import type { Sink } from "../sink.js";

const reasons: Record<string, readonly [ErrorCode, string]> = {
  NotAllowedError: ["access-denied", "Ask the user for it, by handle.requestPermission() on a click."],
  QuotaExceededError: [
    "store-failed",
    "The disk or the quota of this origin is full: free some space, and flush again.",
  ],
  NoModificationAllowedError: ["conflict", "Somebody else has it open for writing: close it there."],
  NotFoundError: ["not-found", "The file was removed."],
  InvalidStateError: ["store-failed", "The file was closed or replaced: open the archive again."],
};

/** The same sink, whose errors are the package's own. */
export function withPageErrors(sink: Sink): Sink {
  const guard =
    <A extends unknown[], R>(what: string, call: (...given: A) => Promise<R>) =>
    (...given: A) =>
      call(...given).catch((error: unknown) => {
        throw pageFailure(error, what, sink.name);
      });
  return {
    ...sink,
    size: guard("read", sink.size),
    read: guard("read", sink.read),
    write: guard("write", sink.write),
    truncate: guard("truncate", sink.truncate),
    flush: guard("flush", sink.flush),
    close: guard("close", sink.close),
    ...(sink.replace && { replace: guard("replace", sink.replace) }),
  };
}

export function pageFailure(error: unknown, what: string, name: string): unknown {
  const kind = (error as Error | undefined)?.name ?? "";
  if (isZarrError(error) || !(error instanceof DOMException)) return error;
  const [code, remedy] = reasons[kind] ?? ["store-failed", "See what the browser says."];
  return new ZarrError(code, `Could not ${what} the archive ${name}: ${String(error)}. ${remedy}`, {
    fields: { archive: name },
    cause: error,
  });
}
