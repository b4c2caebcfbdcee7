import { ZarrError } from "@zarrkit/plugin-api";

/** The error for bytes that a codec cannot have written. */
export function failed(codec: string, problem: string): ZarrError {
  return new ZarrError("codec-failed", `${codec}: ${problem}; the chunk is damaged, or was written by another codec`, {
    fields: { codec },
  });
}
