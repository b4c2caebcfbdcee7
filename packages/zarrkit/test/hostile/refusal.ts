import { isZarrError, type ZarrError } from "@zarrkit/plugin-api";

const reading = ["not-found", "wrong-node", "invalid-metadata", "unsupported-extension", "missing-codec"];
const storing = ["store-failed", "access-denied", "missing-store"];
const codes = [...reading, ...storing, "codec-failed", "unsupported", "limit-exceeded"];

/** How JavaScript says that somebody forgot to check: never a reader's answer, and no cause of one. */
const crash =
  /undefined|is not a function|not iterable|array length|typed array|call stack|BigInt|out of bounds|offset/i;

/** The same where only the words are left of it. */
const caught =
  /cannot (read|set|destructure|convert|mix)|is not (a function|iterable)|invalid (typed )?array length|call stack|memory access/i;

/**
 * Throws unless an error is one that a user can act on: of the right class and code, naming a place that it is about.
 * @param places names of which the message must hold one
 */
export function checkRefusal(error: unknown, places: readonly string[]): asserts error is ZarrError {
  if (!isZarrError(error)) throw wrong("no ZarrError", error);
  if (!codes.includes(error.code)) throw wrong("a code that says something else", error);
  if (!places.some((place) => error.message.includes(place))) throw wrong("a message without a place", error);
  if (error.message.length > 2000) throw wrong("a message that nobody reads", error);
  if (caught.test(error.message)) throw wrong("a crash in other words", error);
  let cause: unknown = error;
  while (cause instanceof Error) {
    const isCrash = ["TypeError", "RangeError", "ReferenceError"].includes(cause.name) && crash.test(cause.message);
    if (isCrash) throw wrong("a crash that was caught", cause);
    cause = cause.cause;
  }
}

function wrong(problem: string, error: unknown): Error {
  const shown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Error(`${problem}: ${isZarrError(error) ? error.code : ""} ${shown.slice(0, 600)}`, { cause: error });
}
