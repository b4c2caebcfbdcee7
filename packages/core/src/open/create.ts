import {
  type AnyPlugin,
  type CodecPlugin,
  type DataTypePlugin,
  type Elements,
  type Extension,
  isObject,
} from "@zarrkit/plugin-api";
import { resolveDataType } from "../dtype/resolve.js";
import { automaticChunks } from "../grid/automatic.js";
import { parseChunkShape } from "../grid/regular.js";
import { keyEncoding } from "../grid/resolve.js";
import { exact } from "../json/plain.js";
import type { Attributes } from "../metadata/array-metadata.js";
import { parseShape } from "../metadata/fields.js";
import { parseArray3, parseGroup3 } from "../metadata/version-3.js";
import { arrayDocument3, groupDocument3 } from "../metadata/write-version-3.js";
import type { ContainerOf, DataTypeName, ScalarOf } from "../node/data-types.js";
import type { ZarrArray } from "../node/zarr-array.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { type CodecEntry, checkOrder, resolveCodecs } from "../pipeline/codec-list.js";
import { completeCodecs } from "../pipeline/complete.js";
import { type Registry, withPlugins } from "../registry/registry.js";
import { fillOf } from "../shape/fill.js";
import { arrayHandle, groupHandle } from "./handles.js";
import { locate, type Source, type SourceOptions } from "./source.js";
import { writeNode } from "./write-node.js";

export interface CreateOptions extends SourceOptions {
  readonly attributes?: Attributes | undefined;
  /** Replaces what is there, with all that lies below it. Default `false`: an existing node is a `conflict`. */
  readonly overwrite?: boolean | undefined;
}

export interface CreateArrayOptions<T = string | Extension | DataTypePlugin> extends CreateOptions {
  /** Elements per axis, outermost first. */
  readonly shape: readonly number[];
  readonly dataType: T;
  /** Elements of one chunk per axis. Default: about 1 MiB. */
  readonly chunks?: readonly number[] | undefined;
  /**
   * Elements of one shard per axis, multiples of `chunks`: chunks are then stored many to a value (`sharding_indexed`), and
   * `codecs` say how each is stored. Needs @zarrkit/codec-sharding registered.
   */
  readonly shards?: readonly number[] | undefined;
  /** Plugin values (`zstd({ level: 3 })`) or what a document would say. `bytes` is put in where no codec makes bytes. */
  readonly codecs?: readonly (CodecPlugin | Extension | string)[] | undefined;
  /** Default: the type's zero. */
  readonly fillValue?: unknown;
  readonly dimensionNames?: readonly (string | null)[] | undefined;
  /** How chunk keys are spelled. Default `{ name: "default", separator: "/" }`: "c/0/1". */
  readonly chunkKeyEncoding?: { readonly name: "default" | "v2"; readonly separator?: "/" | "." } | undefined;
}

/**
 * Creates a v3 array and the groups above it; no chunk is written. The document is checked by the same parser that reads it,
 * and every codec is bound once, so that what could not be written later is refused now.
 *
 * Errors: `conflict` when a node is there; `unsupported` for a read-only store; `invalid-metadata` for what the format forbids.
 */
export async function createArray<N extends DataTypeName>(
  source: Source,
  options: CreateArrayOptions<N> & { readonly fillValue?: ScalarOf<N> },
): Promise<ZarrArray<ContainerOf<N>, ScalarOf<N>>>;
export async function createArray<D extends Elements, V>(
  source: Source,
  options: CreateArrayOptions<DataTypePlugin<string, D, V>> & { readonly fillValue?: V },
): Promise<ZarrArray<D, V>>;
export async function createArray(source: Source, options: CreateArrayOptions): Promise<ZarrArray>;
export async function createArray(source: Source, options: CreateArrayOptions): Promise<ZarrArray> {
  const given = await locate(source, options);
  const located = { ...given, registry: registryWith(options, given.registry) };
  const { registry, limits } = located;
  const shape = parseShape(exact(options.shape));
  const { dataType } = await resolveDataType(
    namedDataType(options.dataType),
    { name: "", format: 3, path: "dataType" },
    registry,
  );
  const chunks = parseChunkShape(options.chunks ?? automaticChunks(shape, dataType.itemSize ?? 64), "chunks", shape);
  const stored = options.shards ? parseChunkShape(options.shards, "shards", shape) : chunks;
  const fillValue = fillOf(dataType, options.fillValue);
  const inner = await codecEntries(options.codecs ?? [], registry);
  const entries = options.shards ? await shardingEntries(chunks, inner, registry) : inner;
  const { name, separator = name === "v2" ? "." : "/" } = options.chunkKeyEncoding ?? { name: "default" };
  const document = arrayDocument3({
    shape,
    dataType,
    chunks: stored,
    keyEncoding: keyEncoding(name, separator),
    fillValue,
    codecs: await completeCodecs(entries, { shape: stored, dataType, fillValue }, { lookup: registry, limits }),
    attributes: options.attributes,
    dimensionNames: options.dimensionNames,
  });
  const metadata = await parseArray3(document as never, registry);
  await writeNode(located.store, located.path, document, options);
  return arrayHandle(located, metadata);
}

/** Creates a v3 group and the groups above it. Errors as for `createArray`. */
export async function createGroup(source: Source, options: CreateOptions = {}): Promise<ZarrGroup> {
  const located = await locate(source, options);
  const document = groupDocument3(options.attributes);
  const metadata = parseGroup3(document as never);
  await writeNode(located.store, located.path, document, options);
  return groupHandle(located, metadata);
}

/** Plugin values need not be registered to be written with; the array's handle finds them again. */
function registryWith({ codecs = [], dataType }: CreateArrayOptions, registry: Registry): Registry {
  const given = [...codecs, dataType].filter((value) => isObject(value) && "load" in value) as AnyPlugin[];
  const own = given.flatMap(withBrought);
  return own.length === 0 ? registry : withPlugins(registry, ...own);
}

function withBrought(plugin: AnyPlugin): AnyPlugin[] {
  return [plugin, ...(plugin.brings ?? []).flatMap(withBrought)];
}

function namedDataType(dataType: string | DataTypePlugin | Extension): unknown {
  return typeof dataType === "object" && "load" in dataType ? dataType.name : dataType;
}

async function codecEntries(
  codecs: readonly (CodecPlugin | Extension | string)[],
  registry: Registry,
): Promise<CodecEntry[]> {
  const list = codecs.map((codec) => {
    if (typeof codec === "string") return { name: codec };
    const { name, configuration } = codec;
    return { name, ...(configuration && { configuration }) };
  });
  const entries = await resolveCodecs(list, { name: "codecs", format: 3, path: "codecs" }, registry);
  if (!entries.some((entry) => entry.plugin.stage === "array-bytes")) {
    const firstBytes = entries.findIndex((entry) => entry.plugin.stage === "bytes-bytes");
    const [bytes] = await resolveCodecs([{ name: "bytes" }], { name: "codecs", format: 3, path: "codecs" }, registry);
    entries.splice(firstBytes < 0 ? entries.length : firstBytes, 0, bytes!);
  }
  checkOrder(entries, "codecs");
  return entries;
}

/** The user's codecs moved into shards: one codec that stores many chunks to a value. */
async function shardingEntries(
  chunkShape: readonly number[],
  inner: readonly CodecEntry[],
  registry: Registry,
): Promise<CodecEntry[]> {
  const littleEndian = { name: "bytes", configuration: { endian: "little" } };
  const codecs = inner.map(({ extension }) =>
    extension.name === "bytes" && !extension.configuration ? littleEndian : extension,
  );
  const configuration = {
    chunk_shape: chunkShape,
    codecs,
    index_codecs: [littleEndian, { name: "crc32c" }],
    index_location: "end",
  };
  const list = [{ name: "sharding_indexed", configuration }];
  return resolveCodecs(list, { name: "codecs", format: 3, path: "codecs" }, registry);
}
