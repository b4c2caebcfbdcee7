import { isZarrError, ZarrError } from "@zarrkit/plugin-api";

/**
 * Names the inner chunk that cannot be decoded, by its position in the grid that is stored; the chunk it lies in is named by who
 * reads that.
 */
export async function inInnerChunk<T>(position: readonly number[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isZarrError(error) || error.code !== "codec-failed") throw error;
    const message = `Inner chunk [${position}] of the shard: ${error.message}`;
    throw new ZarrError(error.code, message, { fields: error.fields, retryable: error.retryable, cause: error });
  }
}
