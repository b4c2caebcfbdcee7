import { isZarrError, ZarrError } from "@zarrkit/plugin-api";
import { joinKey } from "../store/path.js";

/** Runs what reads a node's document; an `invalid-metadata` (or other) error then names the document as well as the path in it. */
export async function inDocument<T>(
  { path }: { readonly path: string },
  name: string,
  parse: () => T | Promise<T>,
): Promise<T> {
  try {
    return await parse();
  } catch (error) {
    if (!isZarrError(error)) throw error;
    const key = joinKey(path, name);
    const { code, fields, message, retryable } = error;
    throw new ZarrError(code, `${key}: ${message}`, { fields: { ...fields, key }, retryable, cause: error });
  }
}
