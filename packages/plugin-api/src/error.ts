/** What can go wrong; the one table of codes. guides/errors.md says what each means and what to do. */
export type ErrorCode =
  | "not-found"
  | "wrong-node"
  | "invalid-metadata"
  | "unsupported-extension"
  | "missing-codec"
  | "missing-store"
  | "codec-failed"
  | "store-failed"
  | "access-denied"
  | "unsupported"
  | "invalid-selection"
  | "invalid-argument"
  | "conflict"
  | "limit-exceeded"
  | "plugin-version";

/** Where it happened. Every field is optional; messages say the same in words. */
export interface ErrorFields {
  /** Path in a metadata document ("codecs[1].configuration.level") or of a node. */
  readonly path?: string;
  readonly key?: string;
  /** Grid position of a chunk. */
  readonly chunk?: readonly number[];
  readonly codec?: string;
  readonly url?: string;
  readonly status?: number;
  /** Milliseconds after which a server wants to be asked again (Retry-After). */
  readonly wait?: number;
  readonly [name: string]: unknown;
}

const brand = /* @__PURE__ */ Symbol.for("zarrkit.ZarrError");

/**
 * The one error class. Its message says what failed, where, why, and what to do now. Two copies of this module recognise
 * each other's errors through `isZarrError`, which looks at a brand instead of the class.
 */
export class ZarrError extends Error {
  override readonly name = "ZarrError";
  readonly code: ErrorCode;
  readonly fields: ErrorFields;
  /** True when the same call may succeed later: a timeout, a 503. */
  readonly retryable: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly fields?: ErrorFields; readonly cause?: unknown; readonly retryable?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fields = options.fields ?? {};
    this.retryable = options.retryable ?? false;
  }

  get [brand](): true {
    return true;
  }
}

export function isZarrError(error: unknown, code?: ErrorCode): error is ZarrError {
  return (
    typeof error === "object" &&
    error !== null &&
    (error as Record<symbol, unknown>)[brand] === true &&
    (code === undefined || (error as ZarrError).code === code)
  );
}
