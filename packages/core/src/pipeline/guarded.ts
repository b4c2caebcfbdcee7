import { isZarrError, ZarrError } from "@zarrkit/plugin-api";

/** Runs one stage; whatever a codec throws becomes `codec-failed` that names it. */
export function guarded<T>(stage: { readonly name: string }, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw asCodecError(error, stage.name);
  }
}

export function asCodecError(error: unknown, name: string): ZarrError {
  if (isZarrError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new ZarrError("codec-failed", `Codec "${name}" failed: ${reason}`, { fields: { codec: name }, cause: error });
}
