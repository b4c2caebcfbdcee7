import type { Size } from "./array.js";
import { ZarrError } from "./error.js";

/**
 * The error of a codec whose source is not what it should be. `problem` says what is wrong and where in the source; what
 * to do is the same for all and is added here.
 */
export function codecFailed(codec: string, problem: string, cause?: unknown): ZarrError {
  const message =
    `${codec}: ${problem}. The value is damaged, or was written with another chunk shape, data type or codec list: ` +
    "fetch it again, restore it, or correct the metadata.";
  return new ZarrError("codec-failed", message, { fields: { codec }, ...(cause === undefined ? {} : { cause }) });
}

/** The most bytes that may come out. */
export function mostBytes(size: Size): number {
  return "exact" in size ? size.exact : size.atMost;
}

/** Refuses a decoded length that is not what `size` says, whether a header only claims it or it came out. */
export function checkDecodedLength(codec: string, length: number, size: Size): void {
  if ("exact" in size ? length === size.exact : length <= size.atMost) return;
  const expected = "exact" in size ? `${size.exact}` : `at most ${size.atMost}`;
  throw codecFailed(codec, `the value holds ${length} bytes, expected ${expected}`);
}
