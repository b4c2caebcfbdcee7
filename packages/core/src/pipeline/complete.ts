import type { ChunkSpec, Extension } from "@zarrkit/plugin-api";
import { type BindContext, bindStages } from "./bind.js";
import type { CodecEntry } from "./codec-list.js";

/**
 * The codec list as it is to be written: every configuration parsed, completed from the form of the data at its place
 * (blosc's typesize, byte order) and bound once, so that what could not be written later is refused now.
 */
export async function completeCodecs(
  entries: readonly CodecEntry[],
  spec: ChunkSpec,
  context: BindContext,
): Promise<Extension[]> {
  const result: Extension[] = [];
  await bindStages(entries, spec, context, async (entry, here) => {
    const module = await entry.plugin.load();
    const parsed = module.parse(entry.extension.configuration, entry.origin);
    const configuration = module.toConfiguration(parsed, entry.origin, here as never);
    const { name } = entry.origin;
    // zarr-python reads no codec of numcodecs without a configuration, be it empty.
    const isWritten = Object.keys(configuration).length > 0 || name.startsWith("numcodecs.");
    const extension = { name, ...(isWritten && { configuration }) };
    result.push(extension);
    return { ...entry, extension };
  });
  return result;
}
