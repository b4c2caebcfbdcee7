import type { ChunkSpec, Extension } from "@zarrkit/plugin-api";
import { type BindContext, bindStages } from "./bind.js";
import type { CodecEntry } from "./codec-list.js";

/**
 * The codec list as it is to be written: every configuration parsed, completed from the form of the data at its place
 * (blosc's typesize, byte order) and bound once, so that what could not be written later is refused now. Lists inside of
 * configurations (sharding) are completed where their codec binds them.
 */
export async function completeCodecs(
  entries: readonly CodecEntry[],
  spec: ChunkSpec,
  context: BindContext,
): Promise<Extension[]> {
  const inner = new Map<string, readonly Extension[]>();
  const completeInner: NonNullable<BindContext["completeInner"]> = async (list, innerSpec, { path }) => {
    inner.set(path, await completeList(list, innerSpec, { ...context, completeInner }));
  };
  let document: unknown = { codecs: await completeList(entries, spec, { ...context, completeInner }) };
  // Outer lists first: those inside of them are put into what is there then.
  const paths = [...inner.keys()].sort((a, b) => a.length - b.length);
  for (const path of paths) document = replaced(document, path.match(/[^.[\]]+/g)!, inner.get(path));
  return (document as { codecs: Extension[] }).codecs;
}

async function completeList(
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

/** The tree with another value at a place. */
function replaced(tree: unknown, [step, ...further]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(tree)) return tree.map((item, i) => (i === Number(step) ? replaced(item, further, value) : item));
  const fields = tree as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: replaced(fields[step], further, value) };
}
