import { isZarrError, ZarrError } from "@zarrkit/plugin-api";

/**
 * Runs one stage; whatever a codec throws, or rejects with, becomes `codec-failed` that names it. The reason of an abort is not
 * told from a failure here: who has the signal asks it first.
 */
export function guarded<T>(stage: { readonly name: string }, run: () => T): T {
  try {
    const result = run();
    if (!(result instanceof Promise)) return result;
    return result.catch((error: unknown) => {
      throw asCodecError(error, stage.name);
    }) as T;
  } catch (error) {
    throw asCodecError(error, stage.name);
  }
}

function asCodecError(error: unknown, name: string): ZarrError {
  if (isZarrError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new ZarrError("codec-failed", `Codec "${name}" failed: ${reason}`, { fields: { codec: name }, cause: error });
}
