import type { AnyPlugin, ChunkSpec, CodecPlugin, Extension, Pipeline } from "@zarrkit/plugin-api";
import { integerType } from "../../src/dtype/integer.js";
import { bindPipeline } from "../../src/pipeline/bind.js";
import { checkOrder, resolveCodecs } from "../../src/pipeline/codec-list.js";
import { defaultLimits } from "../../src/pipeline/limits.js";
import { createRegistry } from "../../src/registry/registry.js";

export const little: Extension = { name: "bytes", configuration: { endian: "little" } };

export function int16Spec(...shape: number[]): ChunkSpec {
  return { shape, dataType: integerType("int16")!, fillValue: Uint8Array.of(9, 0) };
}

/** A codec list of plugins and built-in extensions, resolved and bound as an array's. */
export async function bound(codecs: readonly (CodecPlugin | Extension)[], spec: ChunkSpec): Promise<Pipeline> {
  const lookup = createRegistry(...(codecs.filter((codec) => "load" in codec) as AnyPlugin[]));
  const list = codecs.map(({ name, configuration }) => ({ name, ...(configuration && { configuration }) }));
  const entries = await resolveCodecs(list, { name: "codecs", format: 3, path: "codecs" }, lookup);
  await checkOrder(entries, "codecs");
  return bindPipeline(entries, spec, { lookup, limits: defaultLimits });
}
