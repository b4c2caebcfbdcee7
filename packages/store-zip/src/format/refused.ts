import { type ErrorCode, ZarrError } from "@zarrkit/plugin-api";

/** What is wrong with an archive, and what to do now. */
export function refused(archive: string, problem: string, code: ErrorCode = "store-failed"): ZarrError {
  return new ZarrError(code, `The archive ${archive} ${problem}`, { fields: { archive } });
}

/** The same for a directory that is not whole; an earlier one may be. */
export function garbled(archive: string, problem: string): ZarrError {
  return new ZarrError("store-failed", `The archive ${archive} is damaged: ${problem}`, {
    fields: { archive, garbled: true },
  });
}

/** What one of its entries does not allow. */
export function refusedEntry(archive: string, key: string, problem: string, code?: ErrorCode): ZarrError {
  const error = refused(archive, `cannot give ${JSON.stringify(key)}: ${problem}`, code);
  return new ZarrError(error.code, error.message, { fields: { ...error.fields, key } });
}
