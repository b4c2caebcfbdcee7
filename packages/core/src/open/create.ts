import type { DataTypePlugin, Elements } from "@zarrkit/plugin-api";
import { parseShape } from "../metadata/fields.js";
import { parseGroup3 } from "../metadata/group-3.js";
import { groupDocument3 } from "../metadata/write-version-3.js";
import type { ContainerOf, DataTypeName, NamedDataType, ScalarOf } from "../node/data-types.js";
import type { ZarrArray } from "../node/zarr-array.js";
import type { ZarrGroup } from "../node/zarr-group.js";
import { arrayHandle } from "./array-handle.js";
import { checkArrayOptions, checkGroupOptions } from "./check-options.js";
import { codecEntries, namedDataType, registryWith } from "./create-codecs.js";
import { dataTypeToWrite } from "./create-data-type.js";
import type { CreateArrayOptions, CreateOptions } from "./create-options.js";
import { groupHandle } from "./group-handle.js";
import { locate, type Source } from "./source.js";
import { writeNode } from "./write-node.js";

/**
 * Creates an array and the groups above it; no chunk is written. The document is checked by the same parser that reads it,
 * and every codec is bound once, so that what could not be written later is refused now.
 *
 * Errors: `conflict` when a node is there; `unsupported` for a read-only store and for what the format cannot say;
 * `invalid-metadata` for what it forbids.
 */
export async function createArray<N extends DataTypeName>(
  source: Source,
  options: CreateArrayOptions<NamedDataType<N>> & { readonly fillValue?: ScalarOf<N> | null },
): Promise<ZarrArray<ContainerOf<N>, ScalarOf<N>>>;
export async function createArray<D extends Elements, V>(
  source: Source,
  options: CreateArrayOptions<DataTypePlugin<string, D, V>> & { readonly fillValue?: V | null },
): Promise<ZarrArray<D, V>>;
export async function createArray(source: Source, options: CreateArrayOptions): Promise<ZarrArray>;
export async function createArray(source: Source, options: CreateArrayOptions): Promise<ZarrArray> {
  checkArrayOptions(options);
  const given = await locate(source, options);
  const registry = registryWith(options, given.registry);
  const located = { ...given, registry };
  const shape = parseShape(options.shape as never);
  const dataType = await dataTypeToWrite(namedDataType(options.dataType), given.format, registry);
  const entries = await codecEntries(options.codecs ?? [], dataType, registry);
  const plan = { shape, dataType, entries, options, registry, limits: located.limits };
  // Each format's writer is loaded when it is written.
  const { metadata, documents } =
    given.format === 2
      ? await (await import("./create-version-2.js")).describe2(plan)
      : await (await import("./create-version-3.js")).describe3(plan);
  await writeNode(located.store, located.path, documents, options);
  return arrayHandle(located, metadata);
}

/** Creates a group and the groups above it. Errors as for `createArray`. */
export async function createGroup(source: Source, options: CreateOptions = {}): Promise<ZarrGroup> {
  checkGroupOptions(options);
  const located = await locate(source, options);
  if (located.format === 2) {
    const { describeGroup2 } = await import("./create-version-2.js");
    const { metadata, documents } = describeGroup2(options.attributes);
    await writeNode(located.store, located.path, documents, options);
    return groupHandle(located, metadata);
  }
  const document = groupDocument3(options.attributes);
  const metadata = parseGroup3(document as never);
  await writeNode(located.store, located.path, { "zarr.json": document }, options);
  return groupHandle(located, metadata);
}
