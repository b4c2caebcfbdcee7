import type { ArrayToArray, ArrayToBytes, BytesSpec, BytesToBytes, ChunkSpec, Extension } from "@zarrkit/plugin-api";
import { type BindContext, bindOne, toolsFor } from "./bind.js";
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
  const tools = toolsFor(context);
  let chunk = spec;
  let encoded: BytesSpec | undefined;
  const result: Extension[] = [];
  for (const entry of entries) {
    const module = await entry.plugin.load();
    const parsed = module.parse(entry.extension.configuration, entry.origin);
    const here = entry.plugin.stage === "bytes-bytes" ? encoded! : chunk;
    const configuration = module.toConfiguration(parsed, entry.origin, here as never);
    const extension = { name: entry.origin.name, ...(Object.keys(configuration).length > 0 && { configuration }) };
    const bound = await bindOne({ ...entry, extension }, here as never, tools);
    if (entry.plugin.stage === "array-array") chunk = (bound as ArrayToArray).encodedSpec;
    else if (entry.plugin.stage === "array-bytes") {
      encoded = { size: (bound as ArrayToBytes).encodedSize, elementSize: chunk.dataType.itemSize ?? 1 };
    } else encoded = { ...encoded!, size: (bound as BytesToBytes).encodedSize(encoded!.size) };
    result.push(extension);
  }
  return result;
}
