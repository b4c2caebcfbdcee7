import { type ByteOrder, type ChunkSpec, type Origin, show, ZarrError } from "@zarrkit/plugin-api";
import { toVersion2 } from "../dtype/to-version-2.js";
import { automaticChunks } from "../grid/automatic.js";
import { parseChunkShape } from "../grid/regular.js";
import type { Attributes, Document, GroupMetadata } from "../metadata/array-metadata.js";
import { parseArray2, parseGroup2 } from "../metadata/version-2.js";
import { arrayDocument2, attributesDocument2, groupDocument2 } from "../metadata/write-version-2.js";
import type { CodecEntry } from "../pipeline/codec-list.js";
import { completeCodecs } from "../pipeline/complete.js";
import { fillOf } from "../shape/fill.js";
import type { CreateArrayOptions } from "./create-options.js";
import type { ArrayPlan, Described } from "./create-version-3.js";

/** An array's v2 documents. Codecs are given in v3's spelling; what v2 cannot say is `unsupported`. */
export async function describe2(plan: ArrayPlan): Promise<Described> {
  const { shape, dataType, options, registry, limits } = plan;
  if (options.shards) throw cannot("shards");
  const { chunks: given = "auto" } = options;
  const chosen = given === "auto" ? automaticChunks(shape, dataType.itemSize ?? 64) : given;
  const chunks = parseChunkShape(chosen, "chunks", shape);
  const { order, byteOrder, entries } = version2Parts(plan.entries, shape.length);
  const fillValue = options.fillValue === null ? undefined : fillOf(dataType, options.fillValue);
  const spec: ChunkSpec = { shape: chunks, dataType, fillValue, byteOrder };
  const context = { lookup: registry, limits, creates: true };
  const written = await completeCodecs(entries, spec, context, async (entry, here) => {
    if (isImplied(entry)) return entry;
    const module = await entry.plugin.load();
    const target: Origin = { name: idOf(entry), format: 2, path: entry.origin.path };
    const parsed = module.parse(entry.extension.configuration, entry.origin);
    const extension = { name: target.name, configuration: module.toConfiguration(parsed, target, here as never) };
    return { ...entry, extension, origin: target };
  });
  const codecs = written.filter((entry) => !isImplied(entry));
  const last = codecs.at(-1)?.plugin.stage === "bytes-bytes" ? codecs.pop() : undefined;
  const document = arrayDocument2({
    shape,
    chunks,
    dataType,
    dtype: toVersion2(dataType, byteOrder),
    fillValue,
    order,
    filters: codecs.map(({ extension }) => extension),
    compressor: last?.extension,
    separator: separatorOf(options.chunkKeyEncoding),
  });
  const attributes = attributesDocument2(options.attributes, options.dimensionNames);
  const metadata = await parseArray2(document as never, attributes as never, registry);
  return { metadata, documents: { ".zarray": document, ...(attributes && { ".zattrs": attributes }) } };
}

export function describeGroup2(attributes: Attributes | undefined): {
  metadata: GroupMetadata;
  documents: Readonly<Record<string, Document>>;
} {
  const document = groupDocument2();
  const attributesDocument = attributesDocument2(attributes);
  const metadata = parseGroup2(document as never, attributesDocument as never);
  return { metadata, documents: { ".zgroup": document, ...(attributesDocument && { ".zattrs": attributesDocument }) } };
}

function separatorOf(given: CreateArrayOptions["chunkKeyEncoding"] = "v2"): "/" | "." {
  const { name, separator, configuration } = typeof given === "string" ? { name: given } : given;
  if (name !== "v2") throw cannot(`the chunk key encoding "${name}"`);
  return (separator ?? configuration?.["separator"] ?? ".") as "/" | ".";
}

function isImplied({ extension: { name } }: CodecEntry): boolean {
  return name === "bytes" || name === "transpose";
}

/** What v2 says by `order` and inside `dtype`, and v3 by codecs. */
function version2Parts(entries: readonly CodecEntry[], rank: number) {
  let order: "C" | "F" = "C";
  let byteOrder: ByteOrder = "little";
  for (const [i, { extension }] of entries.entries()) {
    const { name, configuration } = extension;
    if (name === "bytes" && configuration?.["endian"] === "big") byteOrder = "big";
    if (name !== "transpose") continue;
    const axes = configuration?.["order"];
    const isReversed = Array.isArray(axes) && axes.length === rank && axes.every((axis, at) => axis === rank - 1 - at);
    if (i > 0 || !isReversed) throw cannot(`a transpose to ${show(axes)}`);
    order = "F";
  }
  // v2 leaves byte order to the data type, which the codec `bytes` then follows.
  const followed = entries.map((entry) =>
    entry.extension.name === "bytes" ? { ...entry, extension: { name: "bytes" }, origin: version2(entry) } : entry,
  );
  return { order, byteOrder, entries: followed };
}

function version2({ origin }: CodecEntry): Origin {
  return { ...origin, format: 2 };
}

/** The v2 id of a codec: numcodecs' name without its prefix. */
function idOf({ plugin, extension }: CodecEntry): string {
  const names = [extension.name, plugin.name, ...(plugin.aliases ?? [])];
  const known = names.find((name) => name.startsWith("numcodecs."));
  if (!known) throw cannot(`codec "${extension.name}"`);
  return known.slice("numcodecs.".length);
}

function cannot(what: string): ZarrError {
  return new ZarrError("unsupported", `Zarr v2 cannot say ${what}: leave it out, or create the array in format 3.`);
}
