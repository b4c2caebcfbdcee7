import { type ChunkSpec, type Extension, field, isObject, type SpecOf, type Stage } from "@zarrkit/plugin-api";
import { exact } from "../json/exact.js";
import { printJson } from "../json/print.js";
import { type BindContext, bindOne, bindStages } from "./bind.js";
import type { CodecEntry } from "./codec-list.js";

/** An entry as it was given, and as it is to be written. */
interface Written {
  readonly given: Extension;
  readonly entry: CodecEntry;
}

type Complete = (entry: CodecEntry, spec: SpecOf<Stage>) => Promise<CodecEntry>;

/**
 * The codec list as it is to be written: every configuration parsed, completed from the form of the data at its place
 * (blosc's typesize, byte order) and bound once, so that what could not be written later is refused now. Codecs inside of
 * configurations (sharding) are completed where their codec binds them.
 */
export async function completeCodecs(
  entries: readonly CodecEntry[],
  spec: ChunkSpec,
  context: BindContext,
  complete: Complete = completeCodec,
): Promise<CodecEntry[]> {
  const written: Written[] = [];
  await bindStages(entries, spec, completing(context, complete, written));
  return written.map(({ entry }) => entry);
}

/** The context in which codecs are noted as they are to be written, each after those inside of it. */
function completing(context: BindContext, complete: Complete, written: Written[]): BindContext {
  return {
    ...context,
    async bindCodec(given, spec) {
      const inner: Written[] = [];
      const entry = await complete(given, spec);
      const codec = await bindOne(entry, spec, completing(context, completeCodec, inner));
      written.push({ given: given.extension, entry: inner.reduce(withInner, entry) });
      return codec;
    },
  };
}

async function completeCodec(entry: CodecEntry, spec: SpecOf<Stage>): Promise<CodecEntry> {
  const module = await entry.plugin.load();
  const parsed = module.parse(entry.extension.configuration, entry.origin);
  const configuration = module.toConfiguration(parsed, entry.origin, spec as never);
  const { name } = entry.origin;
  // zarr-python reads no codec of numcodecs without a configuration, be it empty.
  const isWritten = Object.keys(configuration).length > 0 || name.startsWith("numcodecs.");
  return { ...entry, extension: { name, ...(isWritten && { configuration }) } };
}

/** The entry with one codec inside of its configuration as it is to be written. */
function withInner(entry: CodecEntry, inner: Written): CodecEntry {
  const { origin, extension } = entry;
  const place = inner.entry.origin.path.slice(field(origin, "").length);
  const configuration = replaced(extension.configuration, place.match(/[^.[\]]+/g) ?? [], inner);
  return { ...entry, extension: { ...extension, configuration: configuration as Record<string, unknown> } };
}

/** The tree with the codec at a place completed, if it is the one that was bound: a codec may bind what it was not given. */
function replaced(tree: unknown, [step, ...further]: readonly string[], inner: Written): unknown {
  if (step === undefined) return isSame(tree, inner.given) ? inner.entry.extension : tree;
  if (Array.isArray(tree)) return tree.map((item, i) => (i === Number(step) ? replaced(item, further, inner) : item));
  if (!isObject(tree) || !Object.hasOwn(tree, step)) return tree;
  return { ...tree, [step]: replaced(tree[step], further, inner) };
}

function isSame(found: unknown, { name, configuration = {} }: Extension): boolean {
  if (found === name) return Object.keys(configuration).length === 0;
  if (!isObject(found) || found["name"] !== name) return false;
  return printJson(exact(found["configuration"] ?? {})) === printJson(exact(configuration));
}
